using System.Reflection;

namespace Auditor.Cli;

/// <summary>The version of this program.</summary>
internal static class ProductVersion
{
    /// <summary><c>0.1.0</c>, without the commit that the build adds.</summary>
    public static string Text { get; } =
        (typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0").Split('+')[0];
}
