namespace Auditor.Aws.Access;

/// <summary>What the shared configuration and credentials files say that the SDK does not read.</summary>
internal static class SharedConfiguration
{
    /// <summary>The profile that applies: the one that is named, or <c>AWS_PROFILE</c>, or <c>default</c>.</summary>
    public static string ProfileName(string? named) => named ?? Variable("AWS_PROFILE") ?? "default";

    /// <summary>What the environment says; null where it says nothing.</summary>
    public static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    /// <summary>A setting of a profile, from either file; null where neither has it or can be read.</summary>
    public static string? Setting(string profile, string key)
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        string[] files =
        [
            Variable("AWS_CONFIG_FILE") ?? Path.Combine(home, ".aws", "config"),
            Variable("AWS_SHARED_CREDENTIALS_FILE") ?? Path.Combine(home, ".aws", "credentials"),
        ];
        return files.Select(file => Setting(Lines(file), profile, key)).FirstOrDefault(value => value is not null);
    }

    /// <inheritdoc cref="Setting(string, string)"/>
    public static string? Setting(IEnumerable<string> lines, string profile, string key)
    {
        var isInside = false;
        foreach (var line in lines)
        {
            if (line.Trim() is ['[', .. var section, ']'])
            {
                isInside = NameOf(section) == profile;
            }
            // An indented line belongs to a nested section, such as "s3 =".
            else if (isInside
                && line is [not (' ' or '\t' or '#' or ';'), ..]
                && line.Split('=', 2) is [var name, var value]
                && name.Trim() == key)
            {
                return value.Trim() is { Length: > 0 } given ? given : null;
            }
        }

        return null;
    }

    // "[profile corp]" in the configuration file, "[corp]" in the credentials file, quotes around a name with spaces.
    private static string NameOf(string section)
    {
        const string Prefix = "profile";
        var name = section.Trim();
        name = name.StartsWith(Prefix, StringComparison.Ordinal) && name.Length > Prefix.Length && name[Prefix.Length] is ' ' or '\t'
            ? name[Prefix.Length..].Trim()
            : name;
        return name.Trim('"', '\'');
    }

    private static string[] Lines(string file)
    {
        try
        {
            return File.Exists(file) ? File.ReadAllLines(file) : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
