using System.Collections.Immutable;
using System.Reflection;
using Auditor.Core.Files;
using Auditor.Core.Rules;
using Auditor.Core.Text;

namespace Auditor.Cli.Plugins;

/// <summary>Loads rules from assemblies that the user named; from nowhere else.</summary>
internal static class PluginRules
{
    /// <summary>The built-in rules and those of plug-ins, as one catalogue.</summary>
    /// <exception cref="UsageException">A plug-in cannot be used.</exception>
    public static ImmutableArray<Rule> Join(ImmutableArray<Rule> builtIn, IEnumerable<string> plugins, IOContext io)
    {
        try
        {
            // The same file named twice is one plug-in, not two with the same rules.
            return RuleCatalogue.Join(
            [
                builtIn,
                .. plugins.Select(PluginFile.Parse)
                    .DistinctBy(plugin => (io.FullPath(plugin.Path), plugin.Sha256))
                    .Select(plugin => Load(plugin, io)),
            ]);
        }
        catch (RuleCatalogueException exception)
        {
            throw new UsageException(exception.Message);
        }
    }

    private static ImmutableArray<Rule> Load(PluginFile file, IOContext io)
    {
        var plugin = file.Path;
        var path = io.FullPath(plugin);
        var content = Content(plugin, path);
        if ((PluginContract.Objection(content) ?? file.Objection(content)) is { } objection)
        {
            throw Unusable(plugin, objection);
        }

        try
        {
            var context = new PluginLoadContext(path);
            // What runs is what was checked, even if somebody replaces the file in between.
            var rules = RuleCatalogue.From(file.Sha256 is null
                ? context.LoadFromAssemblyPath(path)
                : context.LoadFromStream(new MemoryStream(content)));
            return rules is [] ? throw Unusable(plugin, "it has no rules in it (public classes that derive from Rule)") : rules;
        }
        catch (RuleCatalogueException exception)
        {
            throw Unusable(plugin, $"{exception.Message.TrimEnd('.')}");
        }
        catch (Exception exception) when (exception is FileNotFoundException or FileLoadException or BadImageFormatException or InvalidOperationException)
        {
            throw Unusable(plugin, $"it does not load: {exception.Message.TrimEnd('.')}");
        }
        catch (Exception exception) when (exception is TypeLoadException or MissingMemberException or ReflectionTypeLoadException)
        {
            throw Unusable(
                plugin,
                $"it was built against another {PluginContract.Core.GetName().Name} ({exception.Message.TrimEnd('.')}); build it again");
        }
    }

    private static byte[] Content(string plugin, string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unusable(plugin, FileFailure.Reason(path, exception));
        }
    }

    private static UsageException Unusable(string plugin, string why) => new($"Plug-in {Quote.Of(plugin)} cannot be used: {why}.");
}
