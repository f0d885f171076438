"""Sends messages with Apprise, which posts to another address instead of Meta's.

Reads a line of JSON for each: the address, Apprise's own URL, the text. Prints what Apprise returned, and what it logged.
"""

import json
import logging
import sys

from apprise import Apprise
from apprise.plugins.whatsapp import NotifyWhatsApp


class Kept(logging.Handler):
    lines = []

    def emit(self, record):
        self.lines.append(record.getMessage())


logging.getLogger('apprise').addHandler(Kept(logging.WARNING))
for line in sys.stdin:
    address, url, text = json.loads(line)
    NotifyWhatsApp.notify_url = address + '/{fb_ver}/{phone_id}/messages'
    Kept.lines.clear()
    client = Apprise()
    sent = client.add(url) and client.notify(body=text) is True
    print(json.dumps({'ok': sent, 'warnings': Kept.lines}), flush=True)
