using System.Buffers.Text;
using System.Text;

namespace Crm.Sdk.Storage;

/// <summary>The place in the order behind which the next page starts: the last record's value of the ordered field, and its id.</summary>
/// <param name="Value">The value of the field that the query is ordered by; null where it is ordered by id alone.</param>
/// <param name="Id">The record's id.</param>
public sealed record PageCursor(FieldValue Value, RecordId Id)
{
    private const int IdLength = 36;

    /// <summary>The cursor as a text of letters, digits, <c>-</c> and <c>_</c>, for command lines and addresses; <see cref="Parse"/> reads it. It is no secret: it holds the value.</summary>
    public string ToText()
    {
        string value = Value.IsNull ? string.Empty : Value.ToString();
        return Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{(char)('0' + (int)Value.Type)}{Id.Value:D}{value}"));
    }

    /// <summary>Reads what <see cref="ToText"/> wrote.</summary>
    /// <exception cref="CrmException">CRM2021: it is no cursor.</exception>
    public static PageCursor Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            string written = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Base64Url.DecodeFromChars(text));
            var type = (FieldType)(written[0] - '0');
            if (Enum.IsDefined(type))
            {
                var id = new RecordId(Guid.ParseExact(written.AsSpan(1, IdLength), "D"));
                return new PageCursor(type == FieldType.Null ? FieldValue.Null : FieldValue.Parse(type, written[(1 + IdLength)..]), id);
            }
        }
        catch (Exception wrong) when (wrong is FormatException or ArgumentException or IndexOutOfRangeException or CrmException)
        {
            throw Refuse(text, wrong);
        }

        throw Refuse(text, null);
    }

    private static CrmException Refuse(string text, Exception? wrong) => new(StorageErrorCodes.BadPage, $"'{text}' is no cursor of a page; give one as the page before it said.", wrong);
}
