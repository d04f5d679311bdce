using System.Net;
using System.Net.Sockets;

namespace Auditor.EndToEnd.Tests.Processes;

/// <summary>Ports of this machine, for servers that cannot choose one themselves.</summary>
internal static class LocalPort
{
    /// <summary>One on which nobody listened a moment ago: whoever listens on it may still be the second.</summary>
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
