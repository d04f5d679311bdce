using System.Text.Json.Serialization.Metadata;

namespace Auditor.Aws.Operations;

/// <summary>A read operation and the type of its answer.</summary>
internal sealed class Operation<T> : Operation
    where T : class
{
    public Operation(Service service, string name, JsonTypeInfo<T> answer, string path = "/")
        : this(service, name, answer, service.Protocol is WireProtocol.RestJson ? "GET" : "POST", path)
    {
    }

    public Operation(Service service, string name, JsonTypeInfo<T> answer, string method, string path)
        : base(service, name, method, path) => Answer = answer;

    public JsonTypeInfo<T> Answer { get; }

    /// <summary>
    /// What is wrong with an answer that could be read, as a sentence: what AWS always sends is missing from it. Null where nothing is.
    /// </summary>
    public Func<T, string?>? ProblemOf { get; init; }

    /// <summary>How the pages hang together; null where the operation has one page.</summary>
    public Paging<T>? Paging { get; init; }
}
