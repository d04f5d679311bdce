using System.Buffers;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using static Auditor.Core.Secrets.SecretAlphabet;

namespace Auditor.Core.Secrets;

/// <summary>The forms of secrets that are published, and where a text has one.</summary>
internal static partial class PublishedForms
{
    private const string GitHub = "GitHub Docs: Supported secret scanning patterns";
    private const string Gitleaks = "gitleaks: config/gitleaks.toml";

    public static readonly ImmutableArray<PublishedForm> All =
    [
        new(
            "AWS access key id",
            ["AKIA", "ASIA", "ABIA", "ACCA"],
            UpperCase,
            16,
            "AWS: IAM identifiers, unique ID prefixes") { AtMost = 16 },
        new("AWS access key id", ["A3T"], UpperCase, 17, Gitleaks) { AtMost = 17 },
        new("AWS session token", ["IQoJ", "FwoG", "FQoG"], Base64, 16, "AWS STS: GetSessionToken, examples") { LooksLikeWords = true },
        new("Amazon Bedrock API key", ["ABSK"], Base64, 60, Gitleaks),
        new("Amazon Bedrock API key", ["bedrock-api-key-"], Base64, 20, Gitleaks),
        new("Login with Amazon secret", ["amzn1.oa2-cs.v1."], Hex, 32, GitHub),
        new("Amazon MWS key", ["amzn.mws."], Word, 32, Gitleaks),
        new(
            "GitHub token",
            ["ghp_", "gho_", "ghu_", "ghs_", "ghr_"],
            Dotted,
            20,
            "GitHub Docs: About authentication to GitHub, token formats") { Fits = Checksum.OfGitHub },
        new("GitHub token", ["github_pat_"], Word, 22, "GitHub Docs: About authentication to GitHub, token formats"),
        new(
            "GitLab token",
            [
                "glpat-", "gldt-", "glrt-", "glrtr-", "glcbt-", "glptt-", "glft-", "glimt-", "glagent-", "gloas-", "glsoat-", "glffct-",
                "glwt-", "GR1348941",
            ],
            Dotted,
            16,
            "GitLab Docs: Token overview") { Fits = Checksum.OfGitLab },
        new("Bitbucket app password", ["ATBB"], Plain, 28, GitHub),
        new("Atlassian API token", ["ATATT3x", "ATCTT3x", "ATOAT"], Any, 20, GitHub),
        new(
            "Slack token",
            ["xoxb-", "xoxp-", "xoxa-", "xoxe-", "xoxe.", "xoxr-", "xoxs-", "xoxo-", "xoxc-", "xoxd-", "xapp-"],
            Any,
            10,
            "Slack: Token types"),
        new(
            "Stripe key",
            ["sk_live_", "sk_test_", "sk_prod_", "rk_live_", "rk_test_", "rk_prod_", "sk_sandbox_"],
            Word,
            10,
            "Stripe Docs: API keys"),
        new("Stripe webhook secret", ["whsec_"], Base64, 20, "Stripe Docs: Webhooks"),
        new("Google API key", ["AIza"], Word, 30, "Google Cloud: Manage API keys"),
        new("Google OAuth client secret", ["GOCSPX-"], Word, 20, GitHub),
        new("Google OAuth access token", ["ya29."], Word, 20, GitHub),
        new("Google OAuth refresh token", ["1//0"], Word, 30, GitHub),
        new("OpenAI key", ["sk-proj-", "sk-svcacct-", "sk-admin-", "sk-None-"], Word, 20, "OpenAI: API keys"),
        new("Anthropic key", ["sk-ant-"], Word, 20, "Anthropic: API keys"),
        new("OpenRouter key", ["sk-or-v1-"], Hex, 32, Gitleaks),
        new("Langfuse key", ["sk-lf-"], Word, 20, GitHub),
        new("AI service key", ["sk-"], Word, 20, "OpenAI: API keys (older form); DeepSeek, Moonshot and others") { LooksLikeWords = true },
        new("Hugging Face token", ["hf_", "api_org_"], Plain, 30, "Hugging Face: User access tokens"),
        new("Replicate token", ["r8_"], Plain, 30, GitHub),
        new("Groq key", ["gsk_"], Plain, 40, GitHub),
        new("Perplexity key", ["pplx-"], Plain, 40, Gitleaks),
        new("xAI key", ["xai-"], Plain, 60, GitHub),
        new("Fireworks key", ["fw_"], Plain, 20, GitHub) { LooksLikeWords = true },
        new("Pinecone key", ["pcsk_"], Word, 40, GitHub),
        new("LangSmith key", ["lsv2_pt_", "lsv2_sk_"], Word, 32, GitHub),
        new("Tavily key", ["tvly-"], Word, 20, GitHub),
        new("ElevenLabs key", ["sk_"], Hex, 40, GitHub),
        new("NVIDIA key", ["nvapi-"], Word, 40, GitHub),
        new("Cerebras key", ["csk-"], LowerCase, 40, GitHub),
        new("Voyage key", ["pa-"], Word, 40, GitHub) { LooksLikeWords = true },
        new("Notion token", ["secret_", "ntn_"], Plain, 40, "Notion: Authorization"),
        new("Linear key", ["lin_api_", "lin_oauth_"], Plain, 32, Gitleaks),
        new("npm token", ["npm_"], Plain, 30, "npm Docs: About access tokens") { Fits = Checksum.OfGitHub },
        new("PyPI token", ["pypi-"], Word, 40, "PyPI: Help, API tokens") { LooksLikeWords = true },
        new("RubyGems key", ["rubygems_"], Hex, 40, Gitleaks),
        new("crates.io token", ["cio"], Plain, 32, GitHub) { AtMost = 32, LooksLikeWords = true },
        new("NuGet key", ["oy2"], LowerCase, 43, GitHub),
        new("Docker token", ["dckr_pat_", "dckr_oat_"], Word, 20, "Docker Docs: Access tokens"),
        new("Cloudflare origin key", ["v1.0-"], Word, 120, Gitleaks),
        new("Cloudflare token", ["cfat_", "cfut_", "cfk_"], Word, 30, GitHub),
        new("DigitalOcean token", ["dop_v1_", "doo_v1_", "dor_v1_"], Hex, 40, "DigitalOcean: Token formats"),
        new("Heroku key", ["HRKU-"], Word, 30, "Heroku: API key format"),
        new("Fly.io token", ["fo1_", "fm1a_", "fm1r_", "fm2_"], Any, 30, Gitleaks),
        new("Netlify token", ["nfp_", "nfc_", "nfo_"], Plain, 30, GitHub),
        new("Vercel token", ["vcp_", "vck_", "vci_", "vca_", "vcr_"], Plain, 24, GitHub),
        new("Supabase key", ["sbp_", "sb_secret_"], Word, 20, "Supabase Docs: API keys"),
        new("PlanetScale token", ["pscale_tkn_", "pscale_pw_", "pscale_oauth_"], Dotted, 30, Gitleaks),
        new("Neon key", ["napi_"], Plain, 40, GitHub),
        new("Render key", ["rnd_"], Plain, 28, GitHub),
        new("Databricks token", ["dapi"], Hex, 32, "Databricks: Personal access tokens"),
        new("Grafana token", ["glsa_", "glc_"], Any, 30, "Grafana: Service accounts"),
        new("New Relic key", ["NRAK-", "NRJS-", "NRII-", "NRRA-", "NRAL-", "NRIQ-"], Word, 18, "New Relic: API keys"),
        new("Sentry token", ["sntrys_", "sntryu_", "sntrya_", "sntryi_"], Any, 40, "Sentry: Auth tokens"),
        new(
            "Dynatrace token",
            ["dt0c01.", "dt0s01.", "dt0s02.", "dt0s06.", "dt0s16."],
            Dotted,
            24,
            "Dynatrace: Access tokens, token format"),
        new("Honeycomb key", ["hcaik_", "hcbik_", "hcxik_", "hcxmk_", "hcamk_"], LowerCase, 50, GitHub),
        new("Shopify token", ["shpat_", "shpca_", "shppa_", "shpss_", "shpua_", "shprt_", "shptka_"], Plain, 24, "Shopify: Access tokens"),
        new("Square token", ["sq0atp-", "sq0csp-", "sq0idp-", "sq0ids-"], Word, 20, Gitleaks),
        new("Square token", ["EAAA"], Word, 60, Gitleaks),
        new("Facebook token", ["EAA"], Plain, 80, GitHub),
        new("PayPal token", ["access_token$production$", "access_token$sandbox$"], Plain, 20, GitHub),
        new("Plaid token", ["access-sandbox-", "access-production-", "access-development-"], Word, 32, Gitleaks),
        new("Twilio key", ["SK"], Hex, 32, "Twilio: API keys") { AtMost = 32 },
        new("SendGrid key", ["SG."], Dotted, 30, "SendGrid: API keys") { LooksLikeWords = true },
        new("Mailgun key", ["key-", "pubkey-"], Hex, 32, Gitleaks),
        new("Mailjet token", ["mlsn."], Hex, 40, GitHub),
        new("Brevo key", ["xkeysib-", "xsmtpsib-"], Word, 40, GitHub),
        new("Resend key", ["re_"], Word, 24, GitHub) { LooksLikeWords = true },
        new("Postman key", ["PMAK-"], Word, 40, Gitleaks),
        new("HashiCorp Vault token", ["hvs.", "hvb.", "hvr."], Word, 20, "HashiCorp: Vault tokens"),
        new("HashiCorp Vault token", ["s."], Plain, 24, "HashiCorp: Vault tokens before 1.10") { AtMost = 24, LooksLikeWords = true },
        new("Doppler token", ["dp.pt.", "dp.st.", "dp.ct.", "dp.sa.", "dp.scim.", "dp.audit."], Dotted, 30, "Doppler: Token formats"),
        new("1Password token", ["ops_eyJ"], Base64, 40, Gitleaks),
        new("1Password secret key", ["A3-"], Word, 30, Gitleaks),
        new("Pulumi token", ["pul-"], Hex, 40, Gitleaks),
        new("Infracost key", ["ico-"], Plain, 32, Gitleaks),
        new("Contentful token", ["CFPAT-"], Word, 30, GitHub),
        new("Mapbox secret token", ["sk.eyJ"], Dotted, 40, "Mapbox: Access tokens"),
        new("Figma token", ["figd_", "figo_", "figu_"], Word, 30, GitHub),
        new("Dropbox token", ["sl.", "sl.u."], Word, 100, GitHub),
        new("Typeform token", ["tfp_"], Any, 40, Gitleaks),
        new("ReadMe key", ["rdme_"], LowerCase, 50, Gitleaks),
        new("Prefect key", ["pnu_", "pnb_"], Plain, 30, Gitleaks),
        new("Scalingo token", ["tk-us-"], Word, 40, Gitleaks),
        new("Duffel token", ["duffel_test_", "duffel_live_"], Word, 30, Gitleaks),
        new("EasyPost key", ["EZAK", "EZTK"], Plain, 40, Gitleaks),
        new("Flutterwave key", ["FLWSECK_TEST-", "FLWSECK-", "FLWSECK_"], Word, 12, Gitleaks),
        new("Payment key", ["live_", "test_"], Word, 28, "GoCardless, Mollie, Lob: API keys") { LooksLikeWords = true },
        new("Razorpay key", ["rzp_live_", "rzp_test_"], Plain, 14, GitHub),
        new("Shippo token", ["shippo_live_", "shippo_test_"], Hex, 40, Gitleaks),
        new("Alibaba Cloud key id", ["LTAI"], Plain, 16, Gitleaks) { AtMost = 26 },
        new("Tencent Cloud key id", ["AKID"], Plain, 30, GitHub),
        new("Yandex Cloud token", ["t1.9eu", "AQVN"], Any, 30, Gitleaks),
        new("age secret key", ["AGE-SECRET-KEY-1"], UpperCase, 40, Gitleaks),
        new("JFrog token", ["AKCp", "cmVmdGtu"], Plain, 50, GitHub),
        new("SonarQube token", ["sqp_", "sqa_", "squ_"], Plain, 36, Gitleaks),
        new("CircleCI token", ["CCIPAT_", "CCIPRJ_"], Word, 40, GitHub),
        new("Buildkite token", ["bkua_", "bkct_", "bkat_", "bkpt_"], Plain, 36, GitHub),
        new("Snyk token", ["snyk_uat.", "snyk_sat."], Dotted, 20, GitHub),
        new("Harness token", ["pat.", "sat."], Dotted, 60, Gitleaks) { LooksLikeWords = true },
        new("OpenShift token", ["sha256~"], Word, 40, Gitleaks),
        new("Tailscale key", ["tskey-"], Word, 20, "Tailscale: Key prefixes"),
        new("HubSpot token", ["pat-na1-", "pat-na2-", "pat-eu1-", "pat-ap1-"], Word, 30, GitHub),
        new("Intercom token", ["dG9rOi", "dG9rOj"], Base64, 40, GitHub),
        new("Segment token", ["sgp_"], Plain, 40, GitHub),
        new("PostHog key", ["phx_"], Word, 40, GitHub),
        new("Weights & Biases key", ["wandb_v1_"], Word, 30, GitHub),
        new("Ory key", ["ory_at_", "ory_pat_", "ory_st_"], Any, 20, GitHub),
        new("Deno token", ["ddp_", "ddw_"], Plain, 30, GitHub),
        new("Airtable token", ["pat"], Dotted, 70, "Airtable: Personal access tokens") { LooksLikeWords = true },
        new("Adyen key", ["AQE"], Any, 60, GitHub),
        new("Clojars token", ["CLOJARS_"], LowerCase, 50, Gitleaks),
        new("Frame.io token", ["fio-u-"], Word, 50, Gitleaks),
        new("Beamer token", ["b_"], Any, 44, Gitleaks) { LooksLikeWords = true },
        new("MongoDB Atlas secret", ["mdb_sa_sk_"], Word, 30, GitHub),
        new("ClickHouse key", ["4b1d"], Plain, 38, Gitleaks),
        new("Nightfall key", ["NF-"], Plain, 32, Gitleaks),
        new(
            "Azure secret",
            ["AzCa", "AzFu", "AzSe", "+ASt", "+AMC", "+ARm"],
            Base64,
            40,
            "Microsoft: Common annotated security keys") { LooksLikeWords = true },
        new("Defined Networking token", ["dnkey-"], Word, 50, Gitleaks),
        new("Nylas key", ["nyk_v0_", "nyk_"], Plain, 40, GitHub),
        new("Settlemint token", ["sm_aat_", "sm_pat_", "sm_sat_"], Plain, 16, Gitleaks),
        new("Scaleway key id", ["SCW"], UpperCase, 17, GitHub) { AtMost = 17 },
        new("Checkout.com key", ["sk_sbox_"], Word, 20, GitHub),
        new("Klarna key", ["klarna_live_api_", "klarna_test_api_"], Any, 20, GitHub),
        new("Freemius key", ["sk_S", "sk_M"], Any, 28, Gitleaks) { LooksLikeWords = true },
        new("Cursor key", ["crsr_"], Plain, 40, GitHub),
        new("Sourcegraph token", ["sgp_", "sgp_local_", "slk_", "sgd_"], Word, 40, Gitleaks),
        new("Okta API token", ["SSWS "], Word, 20, "Okta: API token management"),
        new("Adobe client secret", ["p8e-"], LowerCase, 32, Gitleaks) { AtMost = 32 },
        new("Adafruit key", ["aio_"], Plain, 28, GitHub) { AtMost = 28 },
        new("Aiven token", ["AVNS_"], Word, 16, GitHub),
        new("Apify token", ["apify_api_"], Plain, 30, GitHub),
        new("Axiom token", ["xaat-", "xapt-"], Word, 36, GitHub),
        new("Baidu Cloud key", ["bce-v3/ALTAK-"], Any, 40, GitHub),
        new("Checkly key", ["cu_"], Hex, 32, GitHub) { AtMost = 32 },
        new("Chief Tools token", ["ctp_"], Plain, 30, GitHub),
        new("CockroachDB key", ["CCDB1_"], Word, 40, GitHub),
        new("Trello token", ["ATTA"], Hex, 60, GitHub),
        new("Grafana token", ["eyJrIjoi"], Base64, 60, Gitleaks),
        new("Intra 42 secret", ["s-s4t2ud-", "s-s4t2af-"], Hex, 64, Gitleaks),
        new("Ionic token", ["ion_"], Plain, 40, GitHub),
        new("Lichess token", ["lip_"], Plain, 20, GitHub) { AtMost = 24, LooksLikeWords = true },
        new("LogicMonitor token", ["lmb_", "lma_"], Base64, 40, GitHub),
        new("Mandrill key", ["md-"], Word, 22, GitHub) { AtMost = 22, LooksLikeWords = true },
        new("Mercado Pago token", ["APP_USR-", "TEST-"], Word, 50, GitHub),
        new("Midtrans key", ["Mid-server-", "SB-Mid-server-"], Word, 20, GitHub),
        new(
            "Onfido token",
            ["api_live.", "api_sandbox.", "api_live_us.", "api_live_ca.", "api_sandbox_us.", "api_sandbox_ca."],
            Dotted,
            32,
            GitHub),
        new("OneSignal key", ["os_v2_app_", "os_v2_org_"], LowerCase, 60, GitHub),
        new("Open VSX token", ["ovsxp_", "ovsxat_"], Word, 36, GitHub),
        new("Paddle key", ["pdl_live_apikey_", "pdl_sdbx_apikey_"], Word, 40, GitHub),
        new("Persona key", ["persona_production_", "persona_sandbox_"], Word, 36, GitHub),
        new("Pinterest token", ["pina_", "pinc_", "pinr_"], UpperCase, 60, GitHub),
        new("Polar token", ["polar_oat_", "polar_pat_", "polar_cs_", "polar_whs_"], Word, 30, GitHub),
        new("Rootly key", ["rootly_"], Hex, 40, GitHub),
        new("RunPod key", ["rpa_"], Plain, 40, GitHub),
        new("Samsara token", ["samsara_api_"], Plain, 24, GitHub),
        new("Thunderstore token", ["tss_"], Plain, 30, GitHub),
        new("Together key", ["tgp_v1_"], Word, 36, GitHub),
        new("Trigger.dev key", ["tr_prod_", "tr_dev_", "tr_stg_", "tr_pat_"], Plain, 20, GitHub),
        new("WakaTime key", ["waka_"], Word, 36, GitHub),
        new("Xata key", ["xau_"], Plain, 40, GitHub),
        new("Xendit key", ["xnd_production_", "xnd_development_"], Plain, 30, GitHub),
        new("Zuplo key", ["zpka_"], Word, 36, GitHub),
        new("Browserbase key", ["bb_live_"], Word, 20, GitHub),
        new("Cal.com key", ["cal_live_"], Hex, 32, GitHub),
        new("E2B key", ["e2b_"], Hex, 40, GitHub),
        new("Firecrawl key", ["fc-"], Hex, 32, GitHub) { AtMost = 32 },
        new("Jina key", ["jina_"], Word, 50, GitHub),
        new("JumpCloud key", ["jca_"], Plain, 36, GitHub),
        new("dbt key", ["dbtc_", "dbtu_"], Word, 30, GitHub),
        new("Logfire token", ["pylf_v1_"], Word, 40, GitHub),
        new("Honeybadger token", ["hbp_"], Plain, 30, GitHub),
        new("Inngest key", ["signkey-prod-", "signkey-test-", "signkey-branch-"], Hex, 32, GitHub),
        new("Stytch secret", ["secret-live-", "secret-test-"], Any, 30, GitHub),
        new("Appwrite key", ["standard_"], Hex, 128, GitHub),
        new("Volcengine key id", ["AKLT"], Base64, 40, GitHub),
    ];

    // Forms that have no prefix, or whose mark stands in the middle.
    private static readonly ImmutableArray<(string Kind, string Needle, Func<Regex> Pattern)> Shapes =
    [
        ("JSON web token", "eyJ", JsonWebToken),
        ("private key", "-----BEGIN", PrivateKey),
        ("Slack webhook", "hooks.slack.com/", SlackWebhook),
        ("Discord webhook", "/api/webhooks/", DiscordWebhook),
        ("Teams webhook", "webhook.office.com/", TeamsWebhook),
        ("Zapier webhook", "hooks.zapier.com/", ZapierWebhook),
        ("Google Chat webhook", "chat.googleapis.com/", GoogleChatWebhook),
        ("Telegram token", ":AA", TelegramToken),
        ("Telegram token", ":", OtherTelegramToken),
        ("Discord token", ".", DiscordToken),
        ("Azure AD client secret", "Q~", AzureClientSecret),
        ("Terraform Cloud token", ".atlasv1.", TerraformToken),
        ("Mailchimp key", "-us", MailchimpKey),
        ("MaxMind key", "_mmk", MaxMindKey),
        ("Facebook app token", "|", FacebookAppToken),
        ("signature of a signed address", "Signature=", SignedAddress),
        ("storage account key", "==", StorageKey),
        ("Azure DevOps token", "AZDO", AzureDevOpsToken),
        ("New Relic key", "NRAL", NewRelicLicense),
        ("Asana token", ":", AsanaToken),
        ("Mailgun key", "-", MailgunKey),
        ("LaunchDarkly key", "-", LaunchDarklyKey),
        ("Firebase token", ":APA91b", FirebaseToken),
        ("Authress key", ".acc", AuthressKey),
        ("eBay token", "v^1.1#", EBayToken),
        ("Zoho token", "1000.", ZohoToken),
        ("LocalStack token", "ls-", LocalStackToken),
        ("Octopus Deploy key", "API-", OctopusKey),
        ("key behind the prefix of an issuer", "_", PrefixedKey),
        ("hash of a password", "$", PasswordHash),
    ];

    private static readonly SearchValues<string> Prefixes = SearchValues.Create(
        [.. All.SelectMany(form => form.Prefixes)], StringComparison.Ordinal);

    private static readonly SearchValues<string> Needles =
        SearchValues.Create(
            [.. Shapes.Select(shape => shape.Needle).Where(needle => needle is { Length: > 1 }).Distinct(StringComparer.Ordinal)],
            StringComparison.Ordinal);

    private static readonly ILookup<char, (PublishedForm Form, string Prefix)> ByFirst =
        All.SelectMany(form => form.Prefixes, (form, prefix) => (form, prefix)).ToLookup(one => one.prefix[0]);

    /// <summary>The places of secrets of a published form.</summary>
    public static void AddTo(List<SecretSpan> found, string text)
    {
        for (var at = IndexOfPrefix(text, 0); at >= 0; at = IndexOfPrefix(text, at + 1))
        {
            if (Longest(text, at) is { } span)
            {
                found.Add(span);
                at = span.End - 1;
            }
        }

        if (text.Length >= 24)
        {
            AddShapes(found, text);
        }
    }

    private static void AddShapes(List<SecretSpan> found, string text)
    {
        var hasNeedle = text.AsSpan().ContainsAny(Needles);
        foreach (var (kind, needle, pattern) in Shapes)
        {
            if ((needle.Length is 1 || hasNeedle) && text.Contains(needle, StringComparison.Ordinal))
            {
                found.AddRange(pattern().Matches(text)
                    .Select(match => match.Groups["secret"])
                    .Where(secret => kind is not "JSON web token" || IsHeader(secret.ValueSpan))
                    .Where(secret => pattern != PrefixedKey
                        || Randomness.IsRandom(secret.ValueSpan[(secret.ValueSpan.LastIndexOf('_') + 1)..]))
                    .Select(secret => new SecretSpan(secret.Index, secret.Index + secret.Length, kind)));
            }
        }
    }

    private static int IndexOfPrefix(string text, int from)
    {
        var at = from >= text.Length ? -1 : text.AsSpan(from).IndexOfAny(Prefixes);
        return at < 0 ? -1 : from + at;
    }

    private static SecretSpan? Longest(string text, int at)
    {
        var isBorder = at is 0 || !char.IsAsciiLetterOrDigit(text[at - 1]);
        SecretSpan? longest = null;
        foreach (var (form, prefix) in ByFirst[text[at]])
        {
            if ((isBorder || form.Fits is not null)
                && string.CompareOrdinal(text, at, prefix, 0, prefix.Length) is 0
                && End(text, at, at + prefix.Length, form, isBorder) is { } end
                && end > (longest?.End ?? 0))
            {
                longest = new(at, end, form.Kind);
            }
        }

        return longest;
    }

    private static int? End(string text, int start, int from, PublishedForm form, bool isBorder)
    {
        var rest = text.AsSpan(from);
        var length = rest.IndexOfAnyExcept(form.Letters);
        // The full stop behind a token ends the sentence.
        var run = (length < 0 ? rest : rest[..length]).TrimEnd('.').TrimEnd(':');
        if (run.Length < form.AtLeast
            || (form.AtMost > 0 && (run.Length > form.AtMost || (run.Length < rest.Length && char.IsAsciiLetterOrDigit(rest[run.Length])))))
        {
            return null;
        }

        var end = from + run.Length;
        if (form.Fits?.Invoke(text[start..end]) is true)
        {
            return end;
        }

        return !isBorder || Randomness.IsWords(run) || (form.LooksLikeWords && !Randomness.IsRandom(run)) ? null : end;
    }

    // The header of a token is JSON.
    private static bool IsHeader(ReadOnlySpan<char> token)
    {
        var first = token[..token.IndexOf('.')];
        Span<byte> bytes = stackalloc byte[96];
        Span<char> padded = stackalloc char[96];
        var taken = Math.Min(first.Length, 96) / 4 * 4;
        first[..taken].CopyTo(padded);
        padded[..taken].Replace('-', '+');
        padded[..taken].Replace('_', '/');
        return Convert.TryFromBase64Chars(padded[..taken], bytes, out var written)
            && bytes[..written].IndexOfAnyExceptInRange((byte)0x20, (byte)0x7E) < 0;
    }

    [GeneratedRegex(@"(?<![A-Za-z0-9])(?<secret>eyJ[A-Za-z0-9_-]{8,}(\.[A-Za-z0-9_-]*){1,4})", Options, Limit)]
    private static partial Regex JsonWebToken();

    // To its end, or as far as the text goes when that was cut off.
    [GeneratedRegex(
        @"(?<secret>-----BEGIN(?! (CERTIFICATE|PUBLIC|RSA PUBLIC|TRUSTED CERT|X509))[A-Z0-9 ]*-----(.*?-----END[A-Z0-9 ]*-----|[A-Za-z0-9+/=\s\\:,.-]*))",
        Options | RegexOptions.Singleline,
        Limit)]
    private static partial Regex PrivateKey();

    [GeneratedRegex(@"hooks\.slack\.com/(services|workflows|triggers)/(?<secret>[A-Za-z0-9+/_-]{20,})", Options, Limit)]
    private static partial Regex SlackWebhook();

    [GeneratedRegex(@"discord(app)?\.com/api/webhooks/[0-9]+/(?<secret>[A-Za-z0-9_-]{20,})", Options, Limit)]
    private static partial Regex DiscordWebhook();

    [GeneratedRegex(@"webhook\.office\.com/(?<secret>[A-Za-z0-9@/_-]{20,})", Options, Limit)]
    private static partial Regex TeamsWebhook();

    [GeneratedRegex(@"hooks\.zapier\.com/hooks/catch/(?<secret>[A-Za-z0-9/_-]{6,})", Options, Limit)]
    private static partial Regex ZapierWebhook();

    [GeneratedRegex(@"chat\.googleapis\.com/v1/spaces/[^?\s]+\?(?<secret>[^\s""'<>]{20,})", Options, Limit)]
    private static partial Regex GoogleChatWebhook();

    [GeneratedRegex(@"(?<![A-Za-z0-9])(bot)?(?<secret>[0-9]{7,12}:AA[A-Za-z0-9_-]{30,})", Options, Limit)]
    private static partial Regex TelegramToken();

    [GeneratedRegex(@"(?<![A-Za-z0-9.])(bot)?(?<secret>[0-9]{8,10}:[A-Za-z0-9_-]{35})(?![A-Za-z0-9_-])", Options, Limit)]
    private static partial Regex OtherTelegramToken();

    [GeneratedRegex(@"(?<![A-Za-z0-9])(?<secret>[MNO][A-Za-z0-9_-]{23,27}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,})", Options, Limit)]
    private static partial Regex DiscordToken();

    [GeneratedRegex(@"(?<![A-Za-z0-9])(?<secret>[A-Za-z0-9_~.-]{3}[0-9]Q~[A-Za-z0-9_~.-]{28,})", Options, Limit)]
    private static partial Regex AzureClientSecret();

    [GeneratedRegex(@"(?<![A-Za-z0-9])(?<secret>[A-Za-z0-9]{10,}\.atlasv1\.[A-Za-z0-9_=-]{40,})", Options, Limit)]
    private static partial Regex TerraformToken();

    [GeneratedRegex(@"(?<![A-Za-z0-9])(?<secret>[0-9a-f]{32}-us[0-9]{1,2})(?![A-Za-z0-9])", Options, Limit)]
    private static partial Regex MailchimpKey();

    [GeneratedRegex(@"(?<![A-Za-z0-9])(?<secret>[A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk)", Options, Limit)]
    private static partial Regex MaxMindKey();

    [GeneratedRegex(@"(?<![A-Za-z0-9])(?<secret>[0-9]{14,17}\|[A-Za-z0-9_-]{27})(?![A-Za-z0-9_-])", Options, Limit)]
    private static partial Regex FacebookAppToken();

    [GeneratedRegex(@"(X-Amz-|X-Goog-|[?&;])Signature=(?<secret>[A-Za-z0-9%+/=_~-]{16,})", Options, Limit)]
    private static partial Regex SignedAddress();

    [GeneratedRegex(@"(?<![A-Za-z0-9+]|sha512[-:])(?<secret>(?!eyJ)[A-Za-z0-9+/]{86}==)", Options, Limit)]
    private static partial Regex StorageKey();

    [GeneratedRegex(@"(?<![A-Za-z0-9])(?<secret>[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4})(?![A-Za-z0-9])", Options, Limit)]
    private static partial Regex AzureDevOpsToken();

    [GeneratedRegex(@"(?<![A-Za-z0-9])(?<secret>[0-9a-f]{36}(FFFF)?NRAL)(?![A-Za-z0-9])", Options, Limit)]
    private static partial Regex NewRelicLicense();

    [GeneratedRegex(@"(?<![A-Za-z0-9])(?<secret>[0-2]/[0-9]{12,20}(/[0-9]{12,20})?:[0-9a-f]{32})(?![A-Za-z0-9])", Options, Limit)]
    private static partial Regex AsanaToken();

    [GeneratedRegex(@"(?<![A-Za-z0-9-])(?<secret>[0-9a-f]{32}-[0-9a-f]{8}-[0-9a-f]{8})(?![A-Za-z0-9-])", Options, Limit)]
    private static partial Regex MailgunKey();

    [GeneratedRegex(@"(?<![A-Za-z0-9])(?<secret>(sdk|api)-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})(?![A-Za-z0-9])", Options, Limit)]
    private static partial Regex LaunchDarklyKey();

    [GeneratedRegex(@"(?<![A-Za-z0-9])(?<secret>[A-Za-z0-9_-]{11,24}:APA91b[A-Za-z0-9_-]{60,})", Options, Limit)]
    private static partial Regex FirebaseToken();

    [GeneratedRegex(
        @"(?<![A-Za-z0-9])(?<secret>(sc|ext|scauth|authress)_[a-z0-9]{5,30}\.[a-z0-9]{4,6}\.acc[_-][a-z0-9-]{10,32}\.[A-Za-z0-9+/_=-]{30,})",
        Options,
        Limit)]
    private static partial Regex AuthressKey();

    [GeneratedRegex(@"(?<secret>v\^1\.1#(i\^|[a-zA-Z]\^|#|[0-9])+t\^[A-Za-z0-9+/=]{40,})", Options, Limit)]
    private static partial Regex EBayToken();

    [GeneratedRegex(@"(?<![A-Za-z0-9.])(?<secret>1000\.[0-9a-f]{32}\.[0-9a-f]{32})(?![A-Za-z0-9])", Options, Limit)]
    private static partial Regex ZohoToken();

    [GeneratedRegex(@"(?<![A-Za-z0-9])(?<secret>ls-[A-Za-z0-9]{8}(-[A-Za-z0-9]{4}){3}-[A-Za-z0-9]{12})(?![A-Za-z0-9])", Options, Limit)]
    private static partial Regex LocalStackToken();

    [GeneratedRegex(@"(?<![A-Za-z0-9-])(?<secret>API-(?=[A-Z]*[0-9][A-Z]*[0-9])[A-Z0-9]{26})(?![A-Za-z0-9-])", Options, Limit)]
    private static partial Regex OctopusKey();

    // The forms of crypt(5), which can be tried out.
    [GeneratedRegex(
        @"(?<![A-Za-z0-9$])(?<secret>\$(apr1|1|5|6|7|y|gy|2[abxy]|argon2(id|i|d)|scrypt|pbkdf2[a-z0-9-]*)\$[A-Za-z0-9+/.,=$-]{20,})",
        Options,
        Limit)]
    private static partial Regex PasswordHash();

    // "acme_live_...", "shop_api_...": issuers that no list has make keys like this, too.
    [GeneratedRegex(
        @"(?<![A-Za-z0-9])(?!pk_|pub_|public_)(?<secret>[a-z][a-z0-9]{1,15}_([a-z0-9]{1,12}_)?(live|test|prod|production|sandbox|secret|sk|api|apikey|pat|oat|admin|server)_(?=[A-Za-z0-9]*[A-Z])(?=[A-Za-z0-9]*[0-9])[A-Za-z0-9]{24,})(?![A-Za-z0-9])",
        Options,
        Limit)]
    private static partial Regex PrefixedKey();

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    private const int Limit = 30_000;
}
