namespace Auditor.Testing.FakeAws.Estate;

/// <summary>A VPC endpoint that may use a private domain.</summary>
public sealed record FakeAccessAssociation(string DomainName, string VpcEndpointId)
{
    /// <summary>Another account's, listed only with <c>resourceOwner=OTHER_ACCOUNTS</c> (aws-facts.md C.2).</summary>
    public bool IsOfAnotherAccount { get; init; }
}
