namespace Auditor.Templates.Documents;

/// <summary>
/// Reads the files that a template names by a path: an OpenAPI document, a part to include. Nothing outside the root, and through no link.
/// </summary>
public sealed class NearbyFiles
{
    private const int LargestFile = 16 * 1024 * 1024;

    private readonly string _folder;
    private readonly string _root;
    private readonly string _name;

    private NearbyFiles(string folder, string root, string name) => (_folder, _root, _name) = (folder, root, name);

    /// <summary>The files around one.</summary>
    /// <param name="file">The file.</param>
    /// <param name="workingDirectory">What is above it is not read; of a file elsewhere nothing above its own folder.</param>
    public static NearbyFiles Of(NamedFile file, string workingDirectory)
    {
        ArgumentNullException.ThrowIfNull(file);
        var folder = Path.GetDirectoryName(Path.GetFullPath(file.Path)) ?? "/";
        var root = Path.GetFullPath(workingDirectory);
        return new(
            folder, IsWithin(folder, root) ? root : folder, file.Name.LastIndexOf('/') is >= 0 and var at ? file.Name[..(at + 1)] : "");
    }

    /// <summary>The files around one of these.</summary>
    public NearbyFiles Around(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var name = Plain($"{_name}{path.Replace('\\', '/')}");
        return new(
            Path.GetDirectoryName(Path.GetFullPath(path, _folder)) ?? _folder,
            _root,
            name.LastIndexOf('/') is >= 0 and var at ? name[..(at + 1)] : "");
    }

    /// <summary>
    /// A file and what findings call it; <see langword="null"/> when the path leads elsewhere or to nothing that can be read.
    /// </summary>
    public (string Name, byte[] Bytes)? Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.Length == 0
            || path.Contains("://", StringComparison.Ordinal)
            || path.Contains('\0', StringComparison.Ordinal)
            || Path.IsPathRooted(path))
        {
            return null;
        }

        try
        {
            var full = Path.GetFullPath(path, _folder);
            if (!IsWithin(full, _root) || !File.Exists(full) || new FileInfo(full).Length > LargestFile || HasLink(full))
            {
                return null;
            }

            var name = Path.GetRelativePath(_folder, full).Replace('\\', '/');
            return (Plain($"{_name}{name}"), File.ReadAllBytes(full));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static bool IsWithin(string path, string root) =>
        path == root
            || path.StartsWith(
                root.EndsWith(Path.DirectorySeparatorChar) ? root : root + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private bool HasLink(string full)
    {
        for (var at = full; at is not null && at.Length > _root.Length; at = Path.GetDirectoryName(at))
        {
            if (new FileInfo(at).LinkTarget is not null)
            {
                return true;
            }
        }

        return false;
    }

    // "a/../b.yaml" is "b.yaml".
    private static string Plain(string name)
    {
        var parts = new List<string>();
        foreach (var part in name.Split('/'))
        {
            if (part is ".." && parts is [.., not ".."])
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part is not ".")
            {
                parts.Add(part);
            }
        }

        return string.Join('/', parts);
    }
}
