namespace Auditor.Aws.Operations;

/// <summary>Every operation that the auditor can call. There is no other way to reach AWS, so this list is also the permissions that it needs.</summary>
public static class ReadOperations
{
    public static ImmutableArray<Operation> All { get; } = [.. RestApiOperations.All, .. HttpApiOperations.All, .. NeighbourOperations.All, .. OrganizationOperations.All];
}
