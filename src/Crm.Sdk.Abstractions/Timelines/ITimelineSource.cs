using Crm.Sdk.Storage;

namespace Crm.Sdk.Timelines;

/// <summary>Extension point: how the records of one kind stand on the timeline of a customer (SV-1).</summary>
/// <remarks>It declares what is read and says how a record shows; the host reads, in pages, merges all sources, and sees to tenants. Thread-safe singletons.</remarks>
public interface ITimelineSource
{
    /// <summary>The records' kind.</summary>
    RecordKind Kind { get; }

    /// <summary>The indexed field with the id of the customer whom a record concerns.</summary>
    FieldId Customer { get; }

    /// <summary>The field with the instant at which a record stands, or with the day at whose beginning it stands; one without a value does not show.</summary>
    FieldId At { get; }

    /// <summary>Which records of the kind are meant.</summary>
    Condition Where { get; }

    /// <summary>Says how a record shows.</summary>
    /// <param name="record">The record, of the kind's CLR type.</param>
    /// <returns>What is shown, or null where the record does not show.</returns>
    TimelineItem? Show(object record);
}
