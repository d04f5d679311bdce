namespace Auditor.Core.Policies.Solving;

/// <summary>Something that the policy names: an account, a role, an organization, an endpoint.</summary>
/// <param name="Name">As the policy writes it.</param>
/// <param name="Predicate">Which texts are meant.</param>
/// <param name="Narrowness">Higher for what lies within something else that is named: a role within its account.</param>
internal sealed record TextMark(string Name, int Predicate, int Narrowness);
