using System.Text.RegularExpressions;

namespace Auditor.Rules.Tests;

/// <summary>
/// The parts of a project and which of them use which. A part is a folder with everything below it; a folder that only has folders is none,
/// they are.
/// </summary>
internal sealed partial class Floors
{
    private readonly Dictionary<string, Part> _parts;
    private readonly Dictionary<string, HashSet<string>> _uses;

    /// <param name="project">The project's folder; its name is the root of the namespaces.</param>
    public Floors(string project)
    {
        _parts = Folders(project, Path.GetFileName(project))
            .ToDictionary(part => part.Namespace, part => new Part(part.Folder), StringComparer.Ordinal);
        _uses = _parts.ToDictionary(
            part => part.Key,
            part =>
                _parts.Where(other => other.Key != part.Key && part.Value.Uses(other.Key, other.Value))
                    .Select(other => other.Key)
                    .ToHashSet(StringComparer.Ordinal),
            StringComparer.Ordinal);
    }

    public int Count => _parts.Count;

    /// <summary>What uses something that uses it, with what it uses of the circle.</summary>
    public IEnumerable<string> Circles()
    {
        var inCircle = _uses.Keys.Where(part => Reached(part).Contains(part)).ToHashSet(StringComparer.Ordinal);
        return inCircle
            .Select(part => $"{part} uses {string.Join(", ", _uses[part].Where(inCircle.Contains).Order(StringComparer.Ordinal))}")
            .Order(StringComparer.Ordinal);
    }

    private HashSet<string> Reached(string from)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var next = new Stack<string>(_uses[from]);
        while (next.TryPop(out var part))
        {
            if (reached.Add(part))
            {
                foreach (var other in _uses[part])
                {
                    next.Push(other);
                }
            }
        }

        return reached;
    }

    private static IEnumerable<(string Namespace, string Folder)> Folders(string folder, string name) =>
        Directory.EnumerateDirectories(folder)
        .Where(inner => Path.GetFileName(inner) is not ("bin" or "obj"))
        .SelectMany(inner => Directory.EnumerateFiles(inner, "*.cs").Any()
            ? [($"{name}.{Path.GetFileName(inner)}", inner)]
            : Folders(inner, $"{name}.{Path.GetFileName(inner)}"));

    private sealed partial class Part
    {
        private readonly string _code;
        private readonly HashSet<string> _types;

        public Part(string folder)
        {
            // What only comments say is no use of anything.
            _code = string.Join('\n', Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
                .SelectMany(File.ReadLines)
                .Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal)));
            _types = Declared().Matches(_code).Select(type => type.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);
        }

        // By a using, or by a name with the last part of the namespace before it.
        public bool Uses(string name, Part other) =>
            Regex.IsMatch(_code, $@"^using (static |\w+ = )?{Regex.Escape(name)}[.;<]", RegexOptions.Multiline, Limit)
            || Regex.Matches(_code, $@"(?<![\w""]){name.Split('.')[^1]}\.(?<type>\w+)", RegexOptions.None, Limit)
                .Any(use => other._types.Contains(use.Groups["type"].Value));

        private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

        [GeneratedRegex(@"\b(class|record|struct|enum|interface) (?<name>\w+)", RegexOptions.ExplicitCapture, 30_000)]
        private static partial Regex Declared();
    }
}
