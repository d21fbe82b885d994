using Crm.Sdk.Customers;

namespace Crm.Sdk.Import;

/// <summary>Contact persons at enterprises.</summary>
internal static class ContactPersonTable
{
    private const string RoleForm = """roles are a JSON array such as [{"title":"head of purchasing","power":"Buyer","since":"2024-01-01"}]""";
    private const string PointForm = """contact points are a JSON array such as [{"kind":"Phone","value":"+861062345678","label":"work"}]""";

    private static readonly WordList<DecisionPower> Powers = new(
        (DecisionPower.Unknown, ["unknown", "未知"]),
        (DecisionPower.DecisionMaker, ["decisionMaker", "decision-maker", "决策者"]),
        (DecisionPower.Influencer, ["influencer", "影响者"]),
        (DecisionPower.User, ["user", "使用者"]),
        (DecisionPower.Gatekeeper, ["gatekeeper", "把关者"]),
        (DecisionPower.Buyer, ["buyer", "采购者"]));

    public static TableTarget Target { get; } = new RecordTable<ContactPerson>(
        "contact-persons",
        ContactPersonModel.Kind,
        static (id, key) => new ContactPerson { Id = (ContactPersonId)id, Key = key, Enterprise = default, Name = PersonName.Of("?") },
        Columns<ContactPerson>.Key(static p => p.Key, static p => p.Id),
        Columns<ContactPerson>.Customer(static p => p.Enterprise, static (p, customer) => p with { Enterprise = (CustomerId)customer!.Value }, "enterprise", CustomerKind.Enterprise) with { Required = true },
        Columns<ContactPerson>.Customer(static p => p.Individual, static (p, customer) => p with { Individual = customer is { } id ? (CustomerId)id : null }, "individual"),
        new TableColumn<ContactPerson>("name")
        {
            Required = true,
            Says = static row => row.Has("name") || row.Has("givenName") || row.Has("familyName"),
            Read = NameParts.Person,
            Set = static (p, name, _) => p with { Name = (PersonName)name! },
        },
        new TableColumn<ContactPerson>("givenName") { Write = static (row, p, _) => row.Text(p.Name.Given) },
        new TableColumn<ContactPerson>("familyName") { Write = static (row, p, _) => row.Text(p.Name.Family) },
        Columns<ContactPerson>.Helper("country"),
        new TableColumn<ContactPerson>("birthday")
        {
            Read = static (row, field) => row.Texts.Birthday(field),
            Set = static (p, birth, _) => p with { Birth = (BirthDate?)birth },
            Write = static (row, p, _) => row.Text(p.Birth?.ToString()),
        },
        Columns<ContactPerson>.Email(static p => p.Email, static (p, email) => p with { Email = email }),
        Columns<ContactPerson>.Phone(static p => p.Phone, static (p, phone) => p with { Phone = phone }),
        Columns<ContactPerson>.Json(
            "contactPoints", CustomerJson.Default.IReadOnlyListContactPoint, PointForm, static p => p.ContactPoints.IsEmpty ? null : p.ContactPoints.Items, static (p, points) => p with { ContactPoints = points?.ToValueList() ?? [] }) with
        {
            Read = static (row, field) => row.Texts.ContactPoints(field).Items,
        },
        Columns<ContactPerson>.Language(static p => p.Language, static (p, language) => p with { Language = language }),
        Columns<ContactPerson>.Text("notes", static p => p.Notes, static (p, notes) => p with { Notes = notes }, ContactPerson.MaxNotesLength),
        Columns<ContactPerson>.Json("roles", ImportJson.Default.RoleJsonArray, RoleForm, Roles, WithRoles),
        new TableColumn<ContactPerson>("title")
        {
            Says = static row => row.Has("title") || row.Has("department") || row.Has("power"),
            Read = static (row, field) => new ContactRole(
                row.Cells.Text(field, CellTexts.MaxText), row.Cells.Text(row["department"], CellTexts.MaxText), row.Cells.Word(row["power"], Powers) ?? DecisionPower.Unknown),
            Set = static (p, role, _) => p with { Roles = (ContactRole)role! == new ContactRole(null) ? [] : [(ContactRole)role!] },
        },
        Columns<ContactPerson>.Helper("department"),
        Columns<ContactPerson>.Helper("power"));

    private static RoleJson[]? Roles(ContactPerson person) => person.Roles.IsEmpty
        ? null
        : [.. person.Roles.Select(static role => new RoleJson(role.Title, role.Department, role.Power) { Since = role.Since, Until = role.Until })];

    private static ContactPerson WithRoles(ContactPerson person, RoleJson[]? roles) => person with
    {
        Roles = (roles ?? []).Select(static role => new ContactRole(Text(role.Title), Text(role.Department), role.Power, role.Since, role.Until)).ToValueList(),
    };

    private static string? Text(string? value) => value is null ? null : CanonicalText.Require(value, CellTexts.MaxText, "roles");
}
