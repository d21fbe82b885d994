using Crm.Sdk.Customers;
using Xunit;

namespace Crm.Sdk.Tests.Customers;

/// <summary>DQ-2: telephone numbers by ITU-T E.164, China and international.</summary>
public sealed class PhoneNormalizerTests
{
    [Theory]
    [InlineData("CN", "13800138000", "+8613800138000")]
    [InlineData("CN", "138 0013 8000", "+8613800138000")]
    [InlineData("CN", "138-0013-8000", "+8613800138000")]
    [InlineData("CN", "１３８００１３８０００", "+8613800138000")]
    [InlineData("CN", "+86 138 0013 8000", "+8613800138000")]
    [InlineData("CN", "＋８６（１３８）００１３８０００", "+8613800138000")]
    [InlineData("CN", "0086 13800138000", "+8613800138000")]
    [InlineData("CN", "8613800138000", "+8613800138000")]
    [InlineData("CN", "013800138000", "+8613800138000")]
    [InlineData("CN", "19912345678", "+8619912345678")]
    [InlineData("CN", "010-62345678", "+861062345678")]
    [InlineData("CN", "(021) 6234 5678", "+862162345678")]
    [InlineData("CN", "0755-8888888", "+867558888888")]
    [InlineData("CN", "0755-88888888", "+8675588888888")]
    [InlineData("CN", "021-62345678转12", "+862162345678;ext=12")]
    [InlineData("CN", "021-62345678 分机 8001", "+862162345678;ext=8001")]
    [InlineData("CN", "400-820-8820", "+864008208820")]
    [InlineData("CN", "+86 (0)755 8888 8888", "+8675588888888")]
    [InlineData("CN", "62345678", "62345678")]
    [InlineData("CN", "95588", "95588")]
    [InlineData("CN", "110", "110")]
    [InlineData("HK", "2345 6789", "+85223456789")]
    [InlineData("HK", "+852 9123 4567", "+85291234567")]
    [InlineData("HK", "001 86 13800138000", "+8613800138000")]
    [InlineData("TW", "0912-345-678", "+886912345678")]
    [InlineData("TW", "912345678", "+886912345678")]
    [InlineData("TW", "(02) 2345-6789", "+886223456789")]
    [InlineData("TW", "04-2345-6789", "+886423456789")]
    [InlineData("TW", "002 86 13800138000", "+8613800138000")]
    [InlineData("US", "(212) 555-2368", "+12125552368")]
    [InlineData("US", "1-800-555-0199", "+18005550199")]
    [InlineData("US", "212.555.2368 x42", "+12125552368;ext=42")]
    [InlineData("US", "+1 (212) 555-2368 ext. 7", "+12125552368;ext=7")]
    [InlineData("US", "011 44 20 7946 0958", "+442079460958")]
    [InlineData("US", "555-2368", "555-2368")]
    [InlineData("CA", "416 555 0123", "+14165550123")]
    [InlineData("GB", "020 7946 0958", "+442079460958")]
    [InlineData("GB", "+44 (0)20 7946 0958", "+442079460958")]
    [InlineData("GB", "07700 900123", "+447700900123")]
    [InlineData("GB", "0044 20 7946 0958", "+442079460958")]
    [InlineData("GB", "7946 0958", "7946 0958")]
    [InlineData("DE", "030-0074321", "+49300074321")]
    [InlineData("DE", "0151/23456789", "+4915123456789")]
    [InlineData("DE", "+49 (0) 89 / 1234-56", "+4989123456")]
    [InlineData("DE", "1234567", "1234567")]
    [InlineData("JP", "03-1234-5678", "+81312345678")]
    [InlineData("JP", "090-1234-5678", "+819012345678")]
    [InlineData("JP", "9012345678", "+819012345678")]
    [InlineData("JP", "010 86 13800138000", "+8613800138000")]
    [InlineData(null, "+33 1 23 45 67 89", "+33123456789")]
    [InlineData(null, "+39 06 698 82000", "+390669882000")]
    [InlineData(null, "0033123456789", "+33123456789")]
    [InlineData(null, "(5) 555-4729", "(5) 555-4729")]
    [InlineData(null, " 0921-12   34 65 ", "0921-12 34 65")]
    [InlineData("FR", "01 23 45 67 89", "01 23 45 67 89")]
    public void A_number_is_kept_in_E164_where_it_can_be_read_so_and_else_as_typed(string? country, string typed, string kept) =>
        Assert.Equal(kept, PhoneNormalizer.Normalize(typed, country));

    [Theory]
    [InlineData(null, "")]
    [InlineData(null, "12")]
    [InlineData(null, "n/a")]
    [InlineData(null, "call me")]
    [InlineData(null, "ada@example.com")]
    [InlineData(null, "1234567890123456")]
    [InlineData(null, "+12345")]
    [InlineData(null, "+0 12 34 56 78")]
    [InlineData(null, "1.380013e10")]
    [InlineData(null, "12345678901234567890123456789012345678901234567890")]
    [InlineData("CN", "138001380001")]
    [InlineData("CN", "12800138000")]
    [InlineData("CN", "+86 123")]
    [InlineData("CN", "+86 12800138000")]
    [InlineData("CN", "010-12345678")]
    [InlineData("CN", "13800138000/13900139000")]
    [InlineData("HK", "1234 5678")]
    [InlineData("HK", "+852 123 45678 9")]
    [InlineData("TW", "+886 1 234 5678")]
    [InlineData("US", "112 555 2368")]
    [InlineData("US", "212 155 2368")]
    [InlineData("US", "211 555 2368")]
    [InlineData("US", "+1 212 555 23689")]
    [InlineData("GB", "+44 77 0090 012")]
    [InlineData("GB", "0420 7946 0958")]
    [InlineData("JP", "+81 312 345 67")]
    public void What_is_no_number_is_refused_with_field_value_and_rule(string? country, string typed)
    {
        CrmException error = Assert.Throws<CrmException>(() => PhoneNormalizer.Normalize(typed, country));

        Assert.Equal(ErrorCodes.BadValue, error.Code);
        Assert.StartsWith($"phone: '{typed}' is refused: ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CN", "021-62345678转12")]
    [InlineData("CN", "62345678")]
    [InlineData("US", "(212) 555-2368")]
    [InlineData(null, "(5) 555-4729")]
    public void Normalising_again_changes_nothing(string? country, string typed)
    {
        string kept = PhoneNormalizer.Normalize(typed, country);

        Assert.Equal(kept, PhoneNormalizer.Normalize(kept, country));
    }
}
