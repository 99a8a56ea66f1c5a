namespace Temadagar.Settings;

/// <summary>A setting that the program cannot start with. The message is one line and names the key.</summary>
public sealed class SettingException(string key, string problem) : Exception($"{key}: {problem}");
