using Crm.Sdk.Storage;

namespace Crm.Sdk.Timelines;

/// <summary>How the records of one kind stand on the timeline, in one expression beside their model.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <typeparam name="T">The kind's CLR type.</typeparam>
public sealed class TimelineSource<T> : ITimelineSource
    where T : class
{
    private readonly Func<T, TimelineItem?> _show;

    /// <summary>States how records show.</summary>
    /// <param name="kind">The kind's model.</param>
    /// <param name="customer">The indexed field with the id of the customer whom a record concerns.</param>
    /// <param name="at">The field with the instant at which a record stands, or with its day.</param>
    /// <param name="show">Says how a record shows; null where it does not.</param>
    /// <param name="where">Which records are meant; all when null.</param>
    /// <exception cref="CrmException">CRM2020: the kind has no such field. CRM2023: the field of the customer is no indexed id, or that of the instant neither an instant nor a day.</exception>
    public TimelineSource(KindModel kind, FieldId customer, FieldId at, Func<T, TimelineItem?> show, Condition? where = null)
    {
        ArgumentNullException.ThrowIfNull(kind);
        ArgumentNullException.ThrowIfNull(show);
        if (kind.ClrType != typeof(T) || kind.Field(customer) is not { Type: FieldType.Id, Indexed: true } || kind.Field(at).Type is not (FieldType.Instant or FieldType.Date))
        {
            throw new CrmException(StorageErrorCodes.BadModel, $"Kind '{kind}' shows on a timeline by an indexed id, not by '{customer}', and by an instant or a day, not by '{at}'; its entities are {kind.ClrType.Name}.");
        }

        Kind = kind.Kind;
        Customer = customer;
        At = at;
        Where = where ?? Condition.Everything;
        _show = show;
    }

    /// <inheritdoc/>
    public RecordKind Kind { get; }

    /// <inheritdoc/>
    public FieldId Customer { get; }

    /// <inheritdoc/>
    public FieldId At { get; }

    /// <inheritdoc/>
    public Condition Where { get; }

    /// <inheritdoc/>
    public TimelineItem? Show(object record) => _show((T)record);
}
