namespace Auditor.Aws.Operations;

/// <summary>How a service expects its requests and writes its answers.</summary>
public enum WireProtocol
{
    RestJson,
    Json10,
    Json11,
    QueryXml,
    Ec2Xml,
}
