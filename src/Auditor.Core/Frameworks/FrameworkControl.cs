namespace Auditor.Core.Frameworks;

/// <summary>One requirement of a framework.</summary>
/// <param name="Id">As rules name it: <c>APIGateway.8</c>, <c>NIST.800-53.r5 AC-3</c>.</param>
/// <param name="Title">What it asks for, in a few words.</param>
public sealed record FrameworkControl(string Id, string Title);
