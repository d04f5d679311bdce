namespace Auditor.Aws.Operations;

/// <summary>One read operation of AWS, declared as data. An operation that could change anything cannot be declared.</summary>
public abstract class Operation
{
    private static readonly string[] ReadVerbs = ["Get", "List", "Describe", "BatchGet", "Select"];

    private protected Operation(Service service, string name, string method, string path)
    {
        // What is exported by GET comes back in the answer; elsewhere services export into somebody's bucket.
        IEnumerable<string> verbs = service.Protocol is WireProtocol.RestJson && method is "GET" ? [.. ReadVerbs, "Export"] : ReadVerbs;
        if (!verbs.Any(verb => name.StartsWith(verb, StringComparison.Ordinal)
            && name.Length > verb.Length
            && char.IsAsciiLetterUpper(name[verb.Length])))
        {
            throw new ArgumentException(
                $"'{name}' does not begin with a verb that only reads ({string.Join(", ", ReadVerbs)}).", nameof(name));
        }

        // In rest-json the method says whether something changes; the other protocols send everything as POST to the root.
        var readMethod = service.Protocol is WireProtocol.RestJson ? "GET" : "POST";
        if (!string.Equals(method, readMethod, StringComparison.Ordinal))
        {
            throw new ArgumentException($"'{name}' would be sent as {method}; a read of {service.Id} is a {readMethod}.", nameof(method));
        }

        if (service.Protocol is not WireProtocol.RestJson && path is not "/")
        {
            throw new ArgumentException($"'{name}' of {service.Id} has no path of its own.", nameof(path));
        }

        Service = service;
        Name = name;
        Method = method;
        Path = path;
    }

    public Service Service { get; }

    /// <summary>The operation's name in AWS's model, <c>GetStages</c>.</summary>
    public string Name { get; }

    public string Method { get; }

    /// <summary>Path template; arguments fill the labels in braces.</summary>
    public string Path { get; }

    /// <summary>The IAM action that allows the call; null where none is needed.</summary>
    public required string? Action { get; init; }

    /// <summary>What the permission can be narrowed to: API Gateway paths without <c>/v2</c>, or <c>*</c>.</summary>
    public required string Resource { get; init; }

    /// <summary>What the answer is for, in one sentence.</summary>
    public required string Feeds { get; init; }

    /// <summary>How many calls it takes in an account and Region.</summary>
    public required string Cost { get; init; }

    /// <summary>What nobody can tell without the answer.</summary>
    public required string Lost { get; init; }

    /// <summary>Own limit of the operation in requests per second, next to its service's.</summary>
    public double? RequestsPerSecond { get; init; }

    /// <summary>Arguments that every call sends, <c>embed=methods</c> for one.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> FixedArguments { get; init; } = [];

    /// <summary>
    /// The member of the answer whose values are secrets by what the operation is, and what to call them; null where there is none.
    /// </summary>
    public (string Member, string Kind)? SecretMember { get; init; }

    /// <summary>How errors, gaps and reports name the call: <c>apigateway:GetStages</c>.</summary>
    /// <remarks>
    /// The prefix is IAM's, which is where people go to allow it; CloudWatch signs as 'monitoring' and IAM says 'cloudwatch'.
    /// </remarks>
    public string Id => $"{(Action is { } action ? action[..action.IndexOf(':', StringComparison.Ordinal)] : Service.SigningName)}:{Name}";

    public override string ToString() => Id;
}
