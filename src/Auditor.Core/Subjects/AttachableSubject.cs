namespace Auditor.Core.Subjects;

/// <summary>
/// Something that does nothing by itself and is there to be attached: a usage plan, an API key, a VPC link, a custom domain name.
/// </summary>
public abstract record AttachableSubject : ConfiguredSubject;
