using NodaTime;

namespace Crm.Sdk.EntityFrameworkCore.Tests;

/// <summary>A composed kind with a field of every type, a part and two unique keys.</summary>
public sealed record Purchase
{
    public required RecordId Id { get; init; }

    public string? Number { get; init; }

    public string? Channel { get; init; }

    public long? Sequence { get; init; }

    public RecordId? Customer { get; init; }

    public Instant? PlacedAt { get; init; }

    public LocalDate? DueOn { get; init; }

    public bool? IsPaid { get; init; }

    public string? Note { get; init; }

    public ValueList<PurchaseLine> Lines { get; init; }

    public ValueList<PurchaseLine> Gifts { get; init; }
}
