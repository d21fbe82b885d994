using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using Crm.Sdk.Customers;
using Crm.Sdk.Orders;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.KillTarget.Writing;

/// <summary>
/// A batch that is made of its commit id alone, so that whoever knows the id can ask for it again and knows what must be there: 1 to 40 customers with an
/// order each, under ids that lie anywhere in the tables.
/// </summary>
public sealed class WrittenBatch
{
    private const int MostCustomers = 40;
    private static readonly Instant At = Instant.FromUtc(2026, 1, 1, 0, 0);

    private WrittenBatch(Guid commitId, IReadOnlyList<Customer> customers, IReadOnlyList<Order> orders)
    {
        CommitId = commitId;
        Customers = customers;
        Orders = orders;
    }

    public static TenantId Tenant { get; } = new("batches");

    public static ModelCatalogue Catalogue { get; } = new(CoreModel.Kinds);

    public Guid CommitId { get; }

    public IReadOnlyList<Customer> Customers { get; }

    public IReadOnlyList<Order> Orders { get; }

    public static WrittenBatch Of(Guid commitId)
    {
        int count = 1 + commitId.ToByteArray(bigEndian: true)[15] % MostCustomers;
        Customer[] customers = [.. Enumerable.Range(0, count).Select(i => new Customer
        {
            Id = new CustomerId(IdOf(commitId, i)),
            Kind = CustomerKind.Enterprise,
            Key = KeyOf(commitId, i),
            Name = $"Customer {i} of {commitId}",
            Email = $"{KeyOf(commitId, i)}@example.com",
        })];
        Order[] orders = [.. customers.Select((customer, i) => new Order
        {
            Id = new OrderId(IdOf(commitId, MostCustomers + i)),
            Customer = customer.Id,
            Key = customer.Key,
            PlacedAt = At,
            Currency = Currency.Eur,
            Lines = ValueList.Create<OrderLine>([.. Enumerable.Range(1, 1 + i % 3).Select(line => OrderLine.OfTotal($"product {line}", line, Money.OfMinor(100 * line, Currency.Eur)))]),
        })];
        return new WrittenBatch(commitId, customers, orders);
    }

    public CommitBatch ToCommit() => new(
        Tenant,
        CommitId,
        new ActorId("writer"),
        At,
        writes:
        [
            .. Customers.Select(static customer => new RecordWrite(CustomerModel.Kind.Kind, customer.Id, 0, customer)),
            .. Orders.Select(static order => new RecordWrite(OrderModel.Kind.Kind, order.Id, 0, order)),
        ],
        claims:
        [
            .. Customers.Select(static customer => ClaimOf(CustomerModel.Kind, customer, customer.Id)),
            .. Orders.Select(static order => ClaimOf(OrderModel.Kind, order, order.Id)),
        ]);

    private static KeyClaim ClaimOf(KindModel kind, object entity, RecordId holder)
    {
        UniqueKeyModel key = kind.UniqueKeys.Single();
        return new KeyClaim(new UniqueKey(kind.Kind, key.Name, key.ValueOf(entity)!), holder);
    }

    private static string KeyOf(Guid commitId, int number) => string.Create(CultureInfo.InvariantCulture, $"{commitId:N}-{number}");

    private static Guid IdOf(Guid commitId, int number)
    {
        Span<byte> text = stackalloc byte[20], hash = stackalloc byte[SHA256.HashSizeInBytes];
        commitId.TryWriteBytes(text, bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(text[16..], number);
        SHA256.HashData(text, hash);
        return new Guid(hash[..16], bigEndian: true);
    }
}
