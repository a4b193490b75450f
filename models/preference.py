"""What a user has chosen for themself: a key and a value each, told to nobody."""

import json

import peewee as pw

from models.base import Model
from models.user import User


class Preference(Model):
    user = pw.ForeignKeyField(User, backref="preferences", on_delete="CASCADE")
    key = pw.CharField(40)
    value = pw.TextField()  # JSON

    class Meta:
        table_name = "preferences"
        indexes = ((("user", "key"), True),)

    @classmethod
    def read(cls, user, key, default=None):
        """The user's choice under `key`, else `default`."""
        row = cls.get_or_none(cls.user == user, cls.key == key)
        return json.loads(row.value) if row else default

    @classmethod
    def put(cls, user, key, value):
        """Keep a choice; anything that JSON can say."""
        text = json.dumps(value, ensure_ascii=False)
        cls.insert(user=user, key=key, value=text).on_conflict(
            conflict_target=[cls.user, cls.key], update={cls.value: text}
        ).execute()

    @classmethod
    def forget(cls, user, key):
        cls.delete().where(cls.user == user, cls.key == key).execute()
