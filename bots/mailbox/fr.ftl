# Ce que dit une boîte MSSanté dans ses deux conversations.

room-mailbox = Courriers – { $name }
room-triage = À trier – { $name }
not-alone = Je parle dans « Courriers – { $name } » et dans « À trier – { $name } », avec l’équipe de la boîte.
