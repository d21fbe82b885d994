using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Customers;

/// <summary>How contact persons are stored: the fields that conditions, revisions and columns speak of.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class ContactPersonModel
{
    /// <summary>The external key.</summary>
    public static FieldId Key { get; } = "key";

    /// <summary>The enterprise.</summary>
    public static FieldId Enterprise { get; } = "enterprise";

    /// <summary>The individual customer who is the same person.</summary>
    public static FieldId Individual { get; } = "individual";

    /// <summary>The whole name as it is written.</summary>
    public static FieldId Name { get; } = "name";

    /// <summary>The main e-mail address.</summary>
    public static FieldId Email { get; } = "email";

    /// <summary>The main telephone number.</summary>
    public static FieldId Phone { get; } = "phone";

    /// <summary>The kind <c>contact-person</c>; records are about the enterprise.</summary>
    public static KindModel Kind { get; } = Build();

    private static KindModel Build()
    {
        var kind = new KindBuilder<ContactPerson>("contact-person", static p => p.Id);
        kind.About(static p => p.Enterprise);
        FieldHandle<string?> key = kind.Text(Key, static p => p.Key, maxLength: ContactPerson.MaxKeyLength);
        FieldHandle<RecordId?> enterprise = kind.Id(Enterprise, static p => p.Enterprise, indexed: true);
        FieldHandle<RecordId?> individual = kind.Id(Individual, static p => p.Individual, indexed: true);
        kind.Text(Name, static p => p.Name.Full, personal: true, maxLength: (PersonName.MaxLength * 2) + 1); // for conditions; reading takes the parts
        FieldHandle<PersonName?> person = kind.Json("person", static p => p.Name, CustomerJson.Default.PersonName, personal: true);
        FieldHandle<string?> birth = kind.Text("birth", static p => p.Birth?.ToString(), personal: true, maxLength: 20);
        FieldHandle<string?> email = kind.Text(Email, static p => p.Email, indexed: true, personal: true, maxLength: ContactPoint.MaxLength);
        FieldHandle<string?> phone = kind.Text(Phone, static p => p.Phone, indexed: true, personal: true, maxLength: 64);
        FieldHandle<IReadOnlyList<ContactPoint>?> contacts = kind.Json(
            "contact-points", static p => p.ContactPoints.IsEmpty ? null : p.ContactPoints.Items, CustomerJson.Default.IReadOnlyListContactPoint, personal: true);
        FieldHandle<string?> language = kind.Text("language", static p => p.Language, maxLength: 35);
        FieldHandle<string?> notes = kind.Text("notes", static p => p.Notes, personal: true, maxLength: ContactPerson.MaxNotesLength);
        PartHandle<ContactRole> roles = kind.Part<ContactRole>("role", static p => p.Roles, Role);
        var origin = new OriginFields<ContactPerson>(kind, static p => p.Origin);
        kind.StampedBy(static (p, from) => p with { Origin = from }).CheckedBy(static p => p.Check()).Unique("key", Key);
        return kind.ComposedBy(row => new ContactPerson
        {
            Id = (ContactPersonId)row.Id,
            Key = row.Get(key),
            Enterprise = (CustomerId)row.Need(enterprise),
            Individual = row.Get(individual) is { } same ? (CustomerId)same : null,
            Name = row.Need(person),
            Birth = row.Get(birth) is { } written ? BirthDate.Parse(written) : null,
            Email = row.Get(email),
            Phone = row.Get(phone),
            ContactPoints = row.Get(contacts)?.ToValueList() ?? default,
            Language = row.Get(language),
            Notes = row.Get(notes),
            Roles = row.Get(roles),
            Origin = origin.Read(row),
        });
    }

    private static Func<StoredRow, ContactRole> Role(PartBuilder<ContactRole> role)
    {
        FieldHandle<string?> title = role.Text("title", static r => r.Title, personal: true);
        FieldHandle<string?> department = role.Text("department", static r => r.Department);
        FieldHandle<long?> power = role.Int("power", static r => (long)r.Power);
        FieldHandle<LocalDate?> since = role.Date("since", static r => r.Since);
        FieldHandle<LocalDate?> until = role.Date("until", static r => r.Until);
        return row => new ContactRole(row.Get(title), row.Get(department), (DecisionPower)row.Need(power), row.Get(since), row.Get(until));
    }
}
