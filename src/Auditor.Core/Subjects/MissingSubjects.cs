using System.Collections.Immutable;
using Auditor.Core.Inventory;

namespace Auditor.Core.Subjects;

/// <summary>Things that rules would look at and that could not be listed, because something could not be read.</summary>
/// <param name="Parent">What they belong to.</param>
/// <param name="Types">The kinds of <see cref="Subject"/> that are missing.</param>
/// <param name="Reason">Why.</param>
/// <param name="Kinds">The kinds of API they would belong to.</param>
internal sealed record MissingSubjects(Subject Parent, ImmutableArray<Type> Types, Unknown Reason, ImmutableArray<ApiKind> Kinds);
