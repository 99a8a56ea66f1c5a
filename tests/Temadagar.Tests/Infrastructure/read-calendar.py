"""Reads calendars with Debian's python3-icalendar, which shares no code with what writes them, and says as JSON, a line each, what it found. A calendar comes on standard input after a line with
its length in bytes. Moments are reckoned by the time zone that the file itself brings, not by the machine's."""
import datetime
import json
import sys

import icalendar


def moment(prop, zones):
    if prop is None:
        return None
    if not isinstance(prop.dt, datetime.datetime):
        return prop.dt.isoformat()
    at = prop.dt
    if "TZID" in prop.params:
        at = zones[prop.params["TZID"]].localize(at.replace(tzinfo=None)).astimezone(datetime.timezone.utc)
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def text(component, name):
    return str(component[name]) if name in component else None


def read(calendar):
    zones = {str(zone["TZID"]): zone.to_tz() for zone in calendar.walk("VTIMEZONE")}
    return {
        "name": text(calendar, "NAME"),
        "displayName": text(calendar, "X-WR-CALNAME"),
        "method": text(calendar, "METHOD"),
        "refresh": text(calendar, "REFRESH-INTERVAL"),
        "timeToLive": text(calendar, "X-PUBLISHED-TTL"),
        "zones": list(zones),
        "errors": [str(fault) for component in calendar.walk() for fault in component.errors],
        "events": [{
            "uid": text(event, "UID"),
            "sequence": int(event["SEQUENCE"]),
            "summary": text(event, "SUMMARY"),
            "description": text(event, "DESCRIPTION"),
            "location": text(event, "LOCATION"),
            "status": text(event, "STATUS"),
            "class": text(event, "CLASS"),
            "transparency": text(event, "TRANSP"),
            "url": text(event, "URL"),
            "organizer": text(event, "ORGANIZER"),
            "attendees": [str(one) for one in ([event["ATTENDEE"]] if isinstance(event.get("ATTENDEE"), str) else event.get("ATTENDEE", []))],
            "startsAt": moment(event.get("DTSTART"), zones),
            "endsAt": moment(event.get("DTEND"), zones),
        } for event in calendar.walk("VEVENT")],
    }


for length in sys.stdin.buffer:
    print(json.dumps(read(icalendar.Calendar.from_ical(sys.stdin.buffer.read(int(length))))), flush=True)
