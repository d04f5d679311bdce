using System.Reflection;

namespace Auditor.Cli;

/// <summary>The version of this program.</summary>
internal static class ProductVersion
{
    private static readonly string[] Informational =
        (typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0")
            .Split('+');

    /// <summary><c>0.1.0</c>, without the commit that the build adds.</summary>
    public static string Text { get; } = Informational[0];

    /// <summary>The commit that it was built from; null outside a repository.</summary>
    public static string? Commit { get; } = Informational is [_, var commit] ? commit : null;
}
