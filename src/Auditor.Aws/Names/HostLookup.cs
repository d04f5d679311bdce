using Auditor.Core.Inventory;

namespace Auditor.Aws.Names;

/// <summary>Asks whether a host name exists. Only an answer that it does not is "no"; whatever goes wrong is unknown.</summary>
/// <param name="name">A whole name, without a dot at its end.</param>
/// <param name="cancellationToken">Ends the question.</param>
public delegate Task<Fact<bool>> HostLookup(string name, CancellationToken cancellationToken);
