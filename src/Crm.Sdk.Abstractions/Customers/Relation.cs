using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace Crm.Sdk.Customers;

/// <summary>What two customers are to each other, 客户关系: household, company and contact, referrer and referred, parent and subsidiary (CU-8).</summary>
/// <remarks>
/// <para>A relation of a hierarchical type goes from the one above to the one below, and its id is derived of type and lower customer: a second one above is the
/// same record, so the store itself keeps it to one at a time. Who was above before stands in its revisions. It ends by <see cref="Until"/> and is not deleted,
/// since an id is never used twice.</para>
/// <para>Immutable; thread-safe.</para>
/// </remarks>
public sealed record Relation
{
    /// <summary>The greatest length of an external key, in UTF-16 units.</summary>
    public const int MaxKeyLength = 200;

    /// <summary>The relation's id.</summary>
    public required RelationId Id { get; init; }

    /// <summary>The key by which other systems know the relation; unique within the tenant.</summary>
    public string? Key { get; init; }

    /// <summary>The type's code.</summary>
    public required string Type { get; init; }

    /// <summary>The first customer: in a hierarchy the one above.</summary>
    public required CustomerId From { get; init; }

    /// <summary>The second customer: in a hierarchy the one below.</summary>
    public required CustomerId To { get; init; }

    /// <summary>What the second is to the first in particular, such as daughter or finance director.</summary>
    public string? Role { get; init; }

    /// <summary>The first day; null where it is not known.</summary>
    public LocalDate? Since { get; init; }

    /// <summary>The last day; null while it goes on.</summary>
    public LocalDate? Until { get; init; }

    /// <summary>When, by whom and by which run it was added; set by the session.</summary>
    public Origin? Origin { get; init; }

    /// <summary>Whether it is the one relation of its type in which its lower customer is the lower one (<see cref="IdUnder"/>): so a hierarchy's are kept.</summary>
    public bool IsPlace => Id == IdUnder(Type, To);

    /// <summary>Whether the relation is there on a day.</summary>
    public bool HoldsOn(LocalDate day) => DaySpan.Holds(Since, Until, day);

    /// <summary>A relation of two customers.</summary>
    /// <param name="type">The type.</param>
    /// <param name="from">The first customer; in a hierarchy the one above.</param>
    /// <param name="to">The second customer; in a hierarchy the one below.</param>
    /// <param name="since">The first day, if it is known.</param>
    /// <exception cref="CrmException">CRM1030: the type's code has another form, or a customer is to relate to itself.</exception>
    public static Relation Between(RelationType type, CustomerId from, CustomerId to, LocalDate? since = null)
    {
        ArgumentNullException.ThrowIfNull(type);
        var relation = new Relation
        {
            Id = type.IsHierarchical ? IdUnder(type.Code, to) : RelationId.New(),
            Type = type.Code,
            From = from,
            To = to,
            Since = since,
        };
        relation.Check();
        return relation;
    }

    /// <summary>The id of the one relation of a hierarchical type in which a customer is the lower one.</summary>
    /// <remarks>The first 16 bytes of SHA-256 over the code in UTF-8, a zero byte and the customer's 16 big-endian bytes, with the bits of a version 8 UUID (RFC 9562).</remarks>
    /// <param name="type">The type's code.</param>
    /// <param name="lower">The lower customer.</param>
    public static RelationId IdUnder(string type, CustomerId lower)
    {
        Require.Code(type, "relation.type");
        int length = Encoding.UTF8.GetByteCount(type);
        Span<byte> text = stackalloc byte[OpenCode.MaxLength + 1 + 16];
        Encoding.UTF8.GetBytes(type, text);
        text[length] = 0;
        lower.Value.TryWriteBytes(text[(length + 1)..], bigEndian: true, out _);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text[..(length + 17)], hash);
        hash[6] = (byte)(0x80 | (hash[6] & 0x0F));
        hash[8] = (byte)(0x80 | (hash[8] & 0x3F));
        return new RelationId(new Guid(hash[..16], bigEndian: true));
    }

    internal void Check()
    {
        Require.Code(Type, "relation.type");
        Require.That(From != To, "relation.to", $"customer {To} cannot relate to itself");
        Require.InOrder(Since, Until, "relation.until");
        Require.That(
            RelationTypes.Find(Type) is not { IsHierarchical: true } || IsPlace,
            "relation.id",
            $"a relation of type '{Type}' has the id {nameof(Relation)}.{nameof(IdUnder)} derives of type and lower customer, so that there is one at a time");
    }
}
