using System.Reflection;
using System.Runtime.Loader;

namespace Auditor.Cli.Plugins;

/// <summary>Keeps a plug-in's dependencies apart from ours and from those of other plug-ins.</summary>
/// <remarks>
/// NOTE: not collectible, because code in a collectible context is several times slower to start and nothing is ever unloaded.
/// </remarks>
internal sealed class PluginLoadContext(string path) : AssemblyLoadContext(Path.GetFileName(path))
{
    private readonly AssemblyDependencyResolver _resolver = new(path);

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        // A rule is only a rule when its base class is the host's.
        if (assemblyName.Name == PluginContract.Core.GetName().Name)
        {
            return PluginContract.Core;
        }

        return _resolver.ResolveAssemblyToPath(assemblyName) is { } file ? LoadFromAssemblyPath(file) : null;
    }

    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } file ? LoadUnmanagedDllFromPath(file) : nint.Zero;
}
