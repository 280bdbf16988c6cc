# Ce que dit une boîte MSSanté dans ses deux conversations.

room-mailbox = Courriers – { $name }
room-triage = À trier – { $name }
not-alone = Je parle dans « Courriers – { $name } » et dans « À trier – { $name } », avec l’équipe de la boîte.
page-link = Les courriers à classer de vos boîtes, à ouvrir dans les dix minutes : { $page }
page-once = Ce lien sert une seule fois, pour vous seul : ne le transférez pas.
page-sent = Je vous envoie le lien en privé : il n’ouvre la page qu’à vous.
page-team-only = Cette page est pour l’équipe de la boîte.
stays-here = Ceci n’est <b>pas parti</b> : écrit hors du fil d’un courrier, cela reste entre vous.
stays-next = Pour répondre à un courrier, répondez à son message ou écrivez dans son fil ; pour en commencer un : « mail Dr Fictif : … ».
