namespace Auditor.Samples.Building;

/// <summary>Calls that the auditor's role was not allowed to make.</summary>
internal static class Denials
{
    /// <summary>What stands in for the answer of a call that was denied.</summary>
    public static Unknown Denied(Place place, string operation, string action, string resource)
    {
        const string Code = "AccessDeniedException";
        var who = $"arn:aws:sts::{place.Account}:assumed-role/acme-auditor/auditor";
        return new($"{operation} in {place.Region} was denied: a service control policy of the organization forbids it, and no permission "
            + "of the identity that scans helps against that: exempt the identity there, or name the Region under 'closedRegions' in "
            + $"auditor.yaml if it is closed on purpose ({Code}: User: {who} is not authorized to perform: {action} on resource: "
            + $"{resource} with an explicit deny in a service control policy).")
        {
            Operation = operation,
            Code = Code,
        };
    }

    /// <summary>The line in the report that says what is lost by it.</summary>
    public static Gap Gap(Unknown unknown, string target, string lost) => new()
    {
        Operation = unknown.Operation ?? "",
        Code = unknown.Code ?? "",
        Message = unknown.Because,
        Target = target,
        Lost = lost,
    };
}
