namespace Auditor.Core.Policies;

/// <summary>One request that gets through.</summary>
/// <param name="Request">The request; the evaluator, asked about it, agrees.</param>
/// <param name="Text">The same for a person: <c>from 203.0.113.7 without credentials, GET /prod/orders: allowed by statement
/// 'PublicRead'</c>.</param>
public sealed record AccessWitness(PolicyRequest Request, string Text)
{
    /// <summary>The public addresses from which the very same request gets through; none for callers through endpoints.</summary>
    public AdmittedAddresses Addresses { get; init; } = AdmittedAddresses.None;

    public override string ToString() => Text;
}
