using Crm.Sdk.Organization;

namespace Crm.Sdk.Import;

/// <summary>Employees, who own customers.</summary>
internal static class OwnerTable
{
    public static TableTarget Target { get; } = new RecordTable<Employee>(
        "owners",
        EmployeeModel.Kind,
        static (id, key) => new Employee { Id = (EmployeeId)id, Key = key, Name = string.Empty },
        Columns<Employee>.Key(static e => e.Key, static e => e.Id),
        Columns<Employee>.PersonName("name", static e => e.Name, static (e, name) => e with { Name = name! }, Employee.MaxNameLength) with
        {
            Required = true,
            Says = static row => row.Has("name") || row.Has("givenName") || row.Has("familyName"),
            Read = NameParts.Full,
        },
        Columns<Employee>.Helper("givenName"),
        Columns<Employee>.Helper("familyName"),
        Columns<Employee>.Helper("country"),
        Columns<Employee>.Email(static e => e.Email, static (e, email) => e with { Email = email }),
        Columns<Employee>.Phone(static e => e.Phone, static (e, phone) => e with { Phone = phone }),
        Columns<Employee>.Text("title", static e => e.Title, static (e, title) => e with { Title = title }),
        Columns<Employee>.Text("team", static e => e.Team, static (e, team) => e with { Team = team }),
        Columns<Employee>.Text("territory", static e => e.Territory, static (e, territory) => e with { Territory = territory }),
        Columns<Employee>.Text("manager", static e => e.Manager, static (e, manager) => e with { Manager = manager }, Employee.MaxKeyLength),
        Columns<Employee>.Day("activeFrom", static e => e.ActiveFrom, static (e, day) => e with { ActiveFrom = day }),
        Columns<Employee>.Day("activeUntil", static e => e.ActiveUntil, static (e, day) => e with { ActiveUntil = day }),
        Columns<Employee>.Zone(static e => e.Zone, static (e, zone) => e with { Zone = zone }));
}
