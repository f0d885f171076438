import '@guichet/core'
