namespace Auditor.Core.Subjects;

/// <summary>
/// Something that is configured by itself: an API with all its parts, what can be attached to APIs, and what an account has besides.
/// </summary>
public abstract record ConfiguredSubject : Subject;
