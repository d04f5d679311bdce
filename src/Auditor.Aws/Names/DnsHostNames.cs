using System.Net;
using System.Net.Sockets;
using Auditor.Core.Inventory;

namespace Auditor.Aws.Names;

/// <summary>Asks the DNS that this machine uses.</summary>
public sealed class DnsHostNames(TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <inheritdoc cref="HostLookup"/>
    public async Task<Fact<bool>> ExistsAsync(string name, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            // The dot keeps the machine from trying the name within its own domains.
            await Dns.GetHostAddressesAsync(name + ".", either.Token).ConfigureAwait(false);
            return true;
        }
        catch (SocketException failure)
        {
            return Read(failure.SocketErrorCode, name);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return NotAnswered(name, nameof(SocketError.TimedOut));
        }
        catch (ArgumentException)
        {
            return NotAnswered(name, "InvalidName");
        }
    }

    internal static Fact<bool> Read(SocketError error, string name) =>
        error is SocketError.HostNotFound ? false : NotAnswered(name, error.ToString());

    private static Unknown NotAnswered(string name, string code) =>
        new($"DNS did not say whether {Core.Text.Quote.Of(name)} exists ({code}).") { Code = code };
}
