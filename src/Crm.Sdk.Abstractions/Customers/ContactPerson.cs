using NodaTime;

namespace Crm.Sdk.Customers;

/// <summary>A person at an enterprise, 联系人, with roles and decision power over time (CU-1).</summary>
/// <remarks>A person who is a customer too is linked by <see cref="Individual"/>. Immutable; thread-safe.</remarks>
public sealed record ContactPerson
{
    /// <summary>The greatest length of an external key, in UTF-16 units.</summary>
    public const int MaxKeyLength = 200;

    /// <summary>The greatest length of the notes, in UTF-16 units.</summary>
    public const int MaxNotesLength = 4_000;

    /// <summary>The contact person's id.</summary>
    public required ContactPersonId Id { get; init; }

    /// <summary>The key by which other systems know the person; unique within the tenant.</summary>
    public string? Key { get; init; }

    /// <summary>The enterprise.</summary>
    public required CustomerId Enterprise { get; init; }

    /// <summary>The individual customer who is the same person, if there is one.</summary>
    public CustomerId? Individual { get; init; }

    /// <summary>The name.</summary>
    public required PersonName Name { get; init; }

    /// <summary>The roles at the enterprise, in the order of their first days.</summary>
    public ValueList<ContactRole> Roles { get; init; }

    /// <summary>The birthday.</summary>
    public BirthDate? Birth { get; init; }

    /// <summary>The main e-mail address.</summary>
    public string? Email { get; init; }

    /// <summary>The main telephone number, in E.164 where it could be read so.</summary>
    public string? Phone { get; init; }

    /// <summary>Further contact points.</summary>
    public ValueList<ContactPoint> ContactPoints { get; init; }

    /// <summary>The language in which the person is addressed, a BCP 47 tag.</summary>
    public string? Language { get; init; }

    /// <summary>What else is worth knowing.</summary>
    public string? Notes { get; init; }

    /// <summary>When, by whom and by which run it was added; set by the session.</summary>
    public Origin? Origin { get; init; }

    /// <summary>A new contact person.</summary>
    /// <param name="enterprise">The enterprise.</param>
    /// <param name="name">The name.</param>
    /// <param name="roles">The roles.</param>
    /// <exception cref="CrmException">CRM1030: a role ends before it begins.</exception>
    public static ContactPerson At(CustomerId enterprise, PersonName name, params ReadOnlySpan<ContactRole> roles)
    {
        ArgumentNullException.ThrowIfNull(name);
        var person = new ContactPerson { Id = ContactPersonId.New(), Enterprise = enterprise, Name = name, Roles = ValueList.Create(roles) };
        person.Check();
        return person;
    }

    /// <summary>The roles that the person has on a day, in the order of <see cref="Roles"/>.</summary>
    public IEnumerable<ContactRole> RolesAt(LocalDate day) => Roles.Where(role => role.HoldsOn(day));

    internal void Check()
    {
        foreach (ContactRole role in Roles)
        {
            Require.InOrder(role.Since, role.Until, "contact-person.role.until");
            Require.Defined<DecisionPower>(role.Power, "contact-person.role.power");
        }

        Require.That(Individual != Enterprise, "contact-person.individual", "the person cannot be the enterprise itself");
    }
}
