using System.Globalization;
using Crm.Sdk.Customers;
using Crm.Sdk.Events;
using Crm.Sdk.History;
using Crm.Sdk.Orders;
using Crm.Sdk.Privacy;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.KillTarget.Writing;

/// <summary>
/// A worker that commits through sessions. Each commit adds a customer with an order and an event, and writes their number into the worker's own record: one
/// that was written in half would leave a number that does not fit.
/// </summary>
public sealed class SessionWriter(ICrm crm, int worker)
{
    /// <summary>How many there are, numbered from 0.</summary>
    public const int Workers = 2;

    public static CrmScope Scope { get; } = CrmScope.System("sessions", "writer");

    /// <summary>The worker's own record; its region is the number of the last commit.</summary>
    public static string KeyOf(int worker) => string.Create(CultureInfo.InvariantCulture, $"worker-{worker}");

    public static ICrm Over(ICrmStore store) =>
        new CrmCore(store, WrittenBatch.Catalogue, SystemClock.Instance, new CommitTrail(new UnencryptedProtector(), new AuditHasher(ReadOnlyMemory<byte>.Empty)));

    /// <summary>Commits once.</summary>
    /// <returns>The number of the commit, from 1 over all lives of the worker.</returns>
    public async Task<int> CommitAsync(CancellationToken cancellationToken)
    {
        await using ICrmSession session = crm.OpenSession(Scope);
        CrmPage<Customer> own = await session.QueryAsync(new CrmQuery<Customer> { Where = Condition.Equal(CustomerModel.Key, FieldValue.Of(KeyOf(worker))) }, cancellationToken);
        int number = 1 + (own.Items is [var known] ? int.Parse(known.Region!, CultureInfo.InvariantCulture) : 0);
        if (own.Items is [var record])
        {
            session.Update(record with { Region = number.ToString(CultureInfo.InvariantCulture) });
        }
        else
        {
            session.Add(Customer.Enterprise(KeyOf(worker)) with { Key = KeyOf(worker), Region = "1" });
        }

        string key = string.Create(CultureInfo.InvariantCulture, $"{KeyOf(worker)}-{number}");
        Customer customer = Customer.Enterprise(key) with { Key = key, Owner = KeyOf(worker) };
        session.Add(customer);
        session.Add(Order.Place(customer.Id, Instant.FromUtc(2026, 1, 1, 0, 0), OrderLine.OfTotal("product", 1, Money.OfMinor(100, Currency.Eur))) with { Key = key });
        session.Raise(new CrmEvent("test.written", customer.Id));
        await session.CommitAsync(cancellationToken);
        return number;
    }
}
