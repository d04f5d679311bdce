using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Auditor.Core.Rules;

namespace Auditor.Cli.Plugins;

/// <summary>What a file must be to hold rules, told from its metadata before any of its code is loaded.</summary>
internal static class PluginContract
{
    /// <summary>The assembly that rules derive from.</summary>
    public static Assembly Core { get; } = typeof(Rule).Assembly;

    /// <summary>Why a file cannot be a plug-in, as the end of a sentence; <see langword="null"/> when it can.</summary>
    public static string? Objection(byte[] file)
    {
        try
        {
            using var image = new PEReader(new MemoryStream(file));
            if (!image.HasMetadata)
            {
                return "it is not a .NET assembly";
            }

            var metadata = image.GetMetadataReader();
            var host = Core.GetName();
            foreach (var handle in metadata.AssemblyReferences)
            {
                var reference = metadata.GetAssemblyReference(handle);
                if (metadata.StringComparer.Equals(reference.Name, $"{host.Name}"))
                {
                    return Objection(reference.Version, host.Version ?? new Version(0, 0));
                }
            }

            return $"it has no rules in it (it does not even refer to {host.Name})";
        }
        catch (BadImageFormatException)
        {
            return "it is not a .NET assembly";
        }
    }

    // While the major version is 0 the minor one counts, as everywhere in semantic versioning.
    private static string? Objection(Version built, Version host) =>
        built.Major == host.Major && (built.Major != 0 || built.Minor == host.Minor)
            ? null
            : $"it was built against version {built.ToString(3)} of {Core.GetName().Name} and this is {host.ToString(3)}; build it again";
}
