using Crm.Sdk.Customers;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Organization;

/// <summary>How employees are stored: the fields that conditions, revisions and columns speak of.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class EmployeeModel
{
    /// <summary>The key by which others name the employee.</summary>
    public static FieldId Key { get; } = "key";

    /// <summary>The shown name.</summary>
    public static FieldId Name { get; } = "name";

    /// <summary>The team.</summary>
    public static FieldId Team { get; } = "team";

    /// <summary>The territory.</summary>
    public static FieldId Territory { get; } = "territory";

    /// <summary>The superior's key.</summary>
    public static FieldId Manager { get; } = "manager";

    /// <summary>The last day of employment.</summary>
    public static FieldId ActiveUntil { get; } = "active-until";

    /// <summary>The kind <c>employee</c>.</summary>
    public static KindModel Kind { get; } = Build();

    private static KindModel Build()
    {
        var kind = new KindBuilder<Employee>("employee", static e => e.Id);
        FieldHandle<string?> key = kind.Text(Key, static e => e.Key, maxLength: Employee.MaxKeyLength);
        FieldHandle<string?> name = kind.Text(Name, static e => e.Name, personal: true, maxLength: Employee.MaxNameLength);
        FieldHandle<string?> email = kind.Text("email", static e => e.Email, personal: true, maxLength: ContactPoint.MaxLength);
        FieldHandle<string?> phone = kind.Text("phone", static e => e.Phone, personal: true, maxLength: 64);
        FieldHandle<string?> title = kind.Text("title", static e => e.Title, personal: true);
        FieldHandle<string?> team = kind.Text(Team, static e => e.Team, indexed: true);
        FieldHandle<string?> territory = kind.Text(Territory, static e => e.Territory, indexed: true);
        FieldHandle<string?> manager = kind.Text(Manager, static e => e.Manager, indexed: true, maxLength: Employee.MaxKeyLength);
        FieldHandle<LocalDate?> activeFrom = kind.Date("active-from", static e => e.ActiveFrom);
        FieldHandle<LocalDate?> activeUntil = kind.Date(ActiveUntil, static e => e.ActiveUntil);
        FieldHandle<string?> zone = kind.Text("zone", static e => e.Zone, maxLength: 64);
        var origin = new OriginFields<Employee>(kind, static e => e.Origin);
        kind.StampedBy(static (e, from) => e with { Origin = from }).CheckedBy(static e => e.Check()).Unique("key", Key);
        return kind.ComposedBy(row => new Employee
        {
            Id = (EmployeeId)row.Id,
            Key = row.Need(key),
            Name = row.Need(name),
            Email = row.Get(email),
            Phone = row.Get(phone),
            Title = row.Get(title),
            Team = row.Get(team),
            Territory = row.Get(territory),
            Manager = row.Get(manager),
            ActiveFrom = row.Get(activeFrom),
            ActiveUntil = row.Get(activeUntil),
            Zone = row.Get(zone),
            Origin = origin.Read(row),
        });
    }
}
