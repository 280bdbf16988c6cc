# Ce que disent les cercles exportés.

team-title = Cercle de soins de { $who }
team-title-unnamed = Cercle de soins
