using Crm.Sdk.Customers;
using NodaTime;

namespace Crm.Sdk.Care;

/// <summary>An event for customers, 客户活动: an open day, a seminar, a tasting (CA-5).</summary>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record CustomerEvent
{
    /// <summary>The id, which follows from the code.</summary>
    public RecordId Id => IdOf(Code);

    /// <summary>The code by which it is known.</summary>
    public required string Code { get; init; }

    /// <summary>The title in English.</summary>
    public required string English { get; init; }

    /// <summary>The title in Chinese.</summary>
    public required string Chinese { get; init; }

    /// <summary>When it begins, whole microseconds.</summary>
    public required Instant StartsAt { get; init; }

    /// <summary>When it ends.</summary>
    public required Instant EndsAt { get; init; }

    /// <summary>The zone of the place, of the IANA database.</summary>
    public required string Zone { get; init; }

    /// <summary>Where it is; null where customers are not chosen by distance.</summary>
    public GeoPoint? Place { get; init; }

    /// <summary>How many people there is room for; null where that is not limited.</summary>
    public int? Capacity { get; init; }

    /// <summary>How many people have accepted, guests among them; kept by the desk, never above <see cref="Capacity"/>.</summary>
    public int Expected { get; init; }

    /// <summary>When, by whom and by which run it was added; set by the session.</summary>
    public Origin? Origin { get; init; }

    /// <summary>The id of an event.</summary>
    /// <param name="code">Its code.</param>
    public static RecordId IdOf(string code) => new(NamedGuid.Of("customer-event", code));

    internal void Check()
    {
        Require.Code(Code, "customer-event.code");
        Require.NotEmpty(English, "customer-event.english");
        Require.NotEmpty(Chinese, "customer-event.chinese");
        Require.InOrder(StartsAt, EndsAt, "customer-event.ends-at");
        Require.Zone(Zone, "customer-event.zone");
        Require.InRange(Capacity, 1, 1_000_000, "customer-event.capacity");
        Require.InRange(Expected, 0, Capacity ?? int.MaxValue, "customer-event.expected");
    }
}
