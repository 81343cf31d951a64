"""What an operator may change: the settings, their defaults, and the reading of them."""

from config.reading import Mistake, SettingsRefused, default_file, read_settings
from config.settings import Settings, SubscriptionSettings

__all__ = ["Mistake", "Settings", "SettingsRefused", "SubscriptionSettings", "default_file", "read_settings"]
