module guichet-starter

go 1.18
