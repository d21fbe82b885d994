using Crm.Sdk.Classification;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Timelines;

/// <summary>How a record shows on a timeline: a title as a code with typed arguments, whose text comes from catalogues in each language.</summary>
/// <remarks>
/// A title's text refers to its arguments as <c>{0}</c>, <c>{1}</c> and so on; <c>{0:text}</c> is for an argument that is itself a code with a text, such as a label, or a list of
/// codes with commas between them. Arguments are shown to everybody, so nothing personal stands in them. Immutable and thread-safe.
/// </remarks>
/// <param name="Code">The title's code, such as <c>timeline.order.sale</c>; plugins prefix theirs.</param>
/// <param name="Args">The arguments, in the order in which the text refers to them.</param>
public sealed record TimelineItem(string Code, ValueList<ReasonArg> Args)
{
    /// <summary>Makes an item.</summary>
    /// <param name="code">The title's code.</param>
    /// <param name="args">The arguments.</param>
    public static TimelineItem Of(string code, params ReadOnlySpan<ReasonArg> args) => new(code, ValueList.Create(args));

    /// <summary>Who did it, where that is known.</summary>
    public ActorId? By { get; init; }

    /// <summary>What was said or written, as people wrote it; always taken for personal: whoever shows it asks first who may see it.</summary>
    public string? Text { get; init; }

    /// <summary>The record that it is about, where that is another than the one that shows: the changed one of a revision.</summary>
    public RecordRef? About { get; init; }
}
