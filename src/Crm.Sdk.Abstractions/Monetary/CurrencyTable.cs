namespace Crm.Sdk;

public readonly partial record struct Currency
{
    /// <summary>ISO 4217:2015 list one, active currencies by number of digits of the minor unit. Funds codes and metals are left out on purpose.</summary>
    private static class Table
    {
        public static readonly string[] Codes = new string[(26 * 26 * 26) + 1];
        public static readonly byte[] Digits = new byte[Codes.Length];
        public static readonly long[] Scale = [1, 10, 100, 1_000, 10_000];

        static Table()
        {
            Add(0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF");
            Add(3, "BHD IQD JOD KWD LYD OMR TND");
            Add(4, "CLF UYW");
            Add(2, "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG");
        }

        private static void Add(byte digits, string codes)
        {
            foreach (string code in codes.Split(' '))
            {
                int packed = Pack(code);
                Codes[packed] = code;
                Digits[packed] = digits;
            }
        }
    }
}
