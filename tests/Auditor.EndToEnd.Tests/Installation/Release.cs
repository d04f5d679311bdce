using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Auditor.EndToEnd.Tests.Installation;

/// <summary>
/// A folder laid out as a release is on its server: the built command under the name that this machine's file has, and the checksums.
/// </summary>
internal sealed class Release : IDisposable
{
    public const string Version = "1.2.3";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("auditor-release-");

    public Release()
    {
        var here = Directory.CreateDirectory(Path.Combine(_folder.FullName, $"v{Version}"));
        File = Path.Combine(
            here.FullName, $"auditor-{Version}-{(RuntimeInformation.OSArchitecture is Architecture.Arm64 ? "linux-arm64" : "linux-x64")}");
        var built = Path.Combine(
            Repository.Root, "artifacts", "bin", "Auditor.Cli", new DirectoryInfo(AppContext.BaseDirectory).Name, "auditor.dll");
        System.IO.File.WriteAllText(File, $"#!/bin/sh\nexec dotnet '{built}' \"$@\"\n");
        System.IO.File.WriteAllText(
            Path.Combine(here.FullName, "SHA256SUMS"),
            $"{new string('0', 64)}  auditor-{Version}-win-x64.exe\n{Checksum}  {Path.GetFileName(File)}\n");
    }

    /// <summary>The command of this machine's platform.</summary>
    public string File { get; }

    public string Checksum => Convert.ToHexStringLower(SHA256.HashData(System.IO.File.ReadAllBytes(File)));

    /// <summary>Where <c>scripts/install</c> is told to look.</summary>
    public string Address => new Uri(_folder.FullName).AbsoluteUri;

    public void Dispose() => _folder.Delete(recursive: true);
}
