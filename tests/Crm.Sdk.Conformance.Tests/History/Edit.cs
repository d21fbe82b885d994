using Crm.Sdk.Customers;
using Crm.Sdk.Orders;
using Crm.Sdk.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Crm.Sdk.Conformance.Tests.History;

/// <summary>What somebody does at some moment to one of a few records: adds it where it is not there, else changes, removes or (where it was removed) restores it.</summary>
/// <param name="Actor">Who.</param>
/// <param name="Minutes">How far business time goes on before; back where it is negative.</param>
/// <param name="Slot">Which record: three customers, three orders, three notes.</param>
/// <param name="Removes">Whether a record that is there is removed.</param>
/// <param name="Restores">Whether a record that was removed is restored, and no new one added.</param>
/// <param name="Customer">What becomes of a customer.</param>
/// <param name="Order">What becomes of an order.</param>
/// <param name="Note">What becomes of a note.</param>
internal sealed record Edit(string Actor, int Minutes, int Slot, bool Removes, bool Restores, Customer Customer, Order Order, Note Note)
{
    public static Gen<Edit> Any { get; } =
        from actor in Gen.Elements("ada", "bob", "cleo")
        from minutes in Gen.Elements(0, 0, 1, 3, -1)
        from slot in Gen.Choose(0, 8)
        from removes in Gen.Choose(0, 4)
        from restores in Gen.Elements(true, false)
        from customer in CustomerGen.Any()
        from order in OrderGen.Any()
        from subject in Gen.Elements<string?>(null, "电话", "visit")
        from body in Gen.Elements<string?>(null, "a", "b \"quoted\"")
        select new Edit(actor, minutes, slot, removes == 0, restores, customer, order, new Note { Id = RecordId.New(), About = CustomerId.New(), Subject = subject, Body = body });
}
