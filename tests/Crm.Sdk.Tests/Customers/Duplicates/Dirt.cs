using Crm.Sdk.Customers;

namespace Crm.Sdk.Tests.Customers.Duplicates;

/// <summary>What goes wrong when a customer is entered a second time.</summary>
internal sealed class Dirt(Random random)
{
    /// <summary>The same customer as somebody else would enter it: one to three things differ, and some are left out.</summary>
    public Customer Copy(Customer clean)
    {
        Customer copy = clean with { Id = CustomerId.New() };
        int wrong = 1 + random.Next(3);
        for (int i = 0; i < wrong; i++)
        {
            copy = random.Next(10) switch
            {
                < 4 => copy with { Name = Name(copy) },
                4 => copy with { Phone = Phone(copy.Phone) },
                5 => copy with { Email = Email(copy.Email) },
                < 8 => copy with { Address = Address(copy.Address) },
                8 => copy with { Birth = Birth(copy.Birth) },
                _ => copy with { Attributes = [] },
            };
        }

        // What would show who it is must not be gone altogether: nobody could tell such records apart.
        return Known(copy, clean) ? copy : clean with { Id = CustomerId.New(), Name = Name(clean) };
    }

    private static bool Known(Customer copy, Customer clean) =>
        (copy.Phone is not null && Digits(copy.Phone) == Digits(clean.Phone)) || (copy.Email is not null && copy.Email == clean.Email) || (copy.Address is not null && copy.Address.Street is not null && clean.Address is not null)
        || (copy.Birth is not null && clean.Birth is not null) || (copy.Attributes == clean.Attributes && !copy.Attributes.IsEmpty);

    private static string Digits(string? text) => new([.. (text ?? string.Empty).Where(char.IsAsciiDigit).TakeLast(10)]);

    private string Name(Customer customer)
    {
        string name = customer.Name!;
        if (name[0] >= '\u3400')
        {
            return customer.Kind == CustomerKind.Individual ? random.Next(2) == 0 ? name + "先生" : name : ChineseCompany(name);
        }

        string[] words = name.Split(' ');
        return random.Next(8) switch
        {
            0 => string.Join(' ', words.Reverse()),
            1 when customer.Kind == CustomerKind.Individual => $"{words[0][0]}. {words[^1]}",
            1 => string.Join(' ', words.Where(static word => !DirtyWords.Forms.Contains(word) && word is not ("Co.," or "Ltd."))),
            2 when customer.Kind == CustomerKind.Individual => string.Join(' ', words.Select(word => Array.Find(DirtyWords.NickNames, nick => nick.Full == word).Short ?? word)),
            2 => string.Join(' ', words.Where(static word => !DirtyWords.Lines.Contains(word)).DefaultIfEmpty(name)),
            3 => name.ToUpperInvariant(),
            4 when customer.Kind == CustomerKind.Individual => $"{words[^1]}, {words[0]}",
            4 => "The " + name.Replace("and", "&", StringComparison.Ordinal),
            5 when customer.Kind == CustomerKind.Enterprise => name.Replace("Restaurant", "Rest.", StringComparison.Ordinal).Replace("Engineering", "Engin.", StringComparison.Ordinal),
            _ => Misspelt(name),
        };
    }

    private string ChineseCompany(string name) => random.Next(4) switch
    {
        0 => name.Replace("有限公司", string.Empty, StringComparison.Ordinal),
        1 => name.Replace("有限公司", "有限责任公司", StringComparison.Ordinal),
        2 => name[2..],
        _ => name[..2] + "市" + name[2..],
    };

    private string? Phone(string? phone)
    {
        if (phone is null)
        {
            return null;
        }

        string national = phone.StartsWith("+86", StringComparison.Ordinal) ? phone[3..] : phone[2..];
        return random.Next(5) switch
        {
            0 => null,
            1 => phone[..^4] + random.Next(0, 9999).ToString("0000", System.Globalization.CultureInfo.InvariantCulture), // moved
            2 => $"{national[..3]}-{national[3..6]}-{national[6..]}",
            3 => $"({national[..3]}) {national[3..]}",
            _ => national,
        };
    }

    private string? Email(string? email) => email is null ? null : random.Next(4) switch
    {
        0 => null,
        1 => email.ToUpperInvariant(),
        2 => email.Replace("@", "+shop@", StringComparison.Ordinal),
        _ => Misspelt(email[..email.IndexOf('@', StringComparison.Ordinal)]).Replace(" ", string.Empty, StringComparison.Ordinal) + email[email.IndexOf('@', StringComparison.Ordinal)..],
    };

    private PostalAddress? Address(PostalAddress? address)
    {
        if (address is null)
        {
            return null;
        }

        string street = address.Street!;
        foreach ((string full, string brief) in DirtyWords.Sorts.Concat(DirtyWords.Directions))
        {
            street = random.Next(3) > 0 ? street.Replace(full, brief, StringComparison.Ordinal) : street;
        }

        string? other = Array.Find(DirtyWords.Cities, city => city.Name == address.City).Other;
        PostalAddress dirty = address with { Street = street, City = random.Next(2) == 0 ? other ?? address.City : address.City };
        return random.Next(6) switch
        {
            0 => null,
            1 => dirty with { PostalCode = null, City = null },
            2 => dirty with { Street = street + (street[0] >= '1' && street[0] <= '9' ? ", Suite " + random.Next(1, 300) : string.Empty) },
            3 => dirty with { Street = Misspelt(street) },
            _ => dirty,
        };
    }

    private BirthDate? Birth(BirthDate? birth) => birth is null ? null : random.Next(4) switch
    {
        0 => null,
        1 when birth.Day <= 12 => BirthDate.Gregorian(birth.Year!.Value, birth.Day, birth.Month),
        2 => BirthDate.Gregorian(birth.Year!.Value + (birth.Year % 10 == 9 ? -1 : 1), birth.Month, birth.Day),
        _ => birth,
    };

    /// <summary>One letter wrong, missing, doubled, or two swapped.</summary>
    private string Misspelt(string text)
    {
        int[] letters = [.. Enumerable.Range(1, Math.Max(0, text.Length - 2)).Where(i => char.IsLetter(text[i]) && char.IsLetter(text[i + 1]))];
        if (letters.Length == 0)
        {
            return text;
        }

        int at = letters[random.Next(letters.Length)];
        return random.Next(4) switch
        {
            0 => text.Remove(at, 1),
            1 => text.Insert(at, text[at].ToString()),
            2 => text[..at] + text[at + 1] + text[at] + text[(at + 2)..],
            _ => text[..at] + "aeiounrst"[random.Next(9)] + text[(at + 1)..],
        };
    }
}
