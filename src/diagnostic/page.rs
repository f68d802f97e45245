//! The pages that explain messages: `docs/messages/GJxxxx.md`, one a code, embedded in the binary.
//!
//! A page is Markdown of one form: `# CODE`, `## 中文：title`, paragraphs, `## English: title`, paragraphs, `## 例 Examples`, and
//! fenced examples whose info string says what they are (`kdl bad`, `kdl good submission`, `sh bad`). Tests run the examples.

use super::{Entry, Language};

/// Names each page once and embeds it.
macro_rules! pages {
    ($($code:literal)*) => {
        static PAGES: &[(&str, &str)] =
            &[$(($code, include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/messages/", $code, ".md")))),*];
    };
}

pages! {
    "GJ1001" "GJ1002" "GJ1003" "GJ1004" "GJ1005" "GJ1006" "GJ1007" "GJ1008" "GJ1009" "GJ1010" "GJ1011"
    "GJ1012" "GJ1013" "GJ1014" "GJ1015" "GJ1016" "GJ1017" "GJ1018" "GJ1019" "GJ1020" "GJ1021" "GJ1022"
    "GJ1023" "GJ1024" "GJ1025" "GJ1026" "GJ1027" "GJ1028" "GJ1029" "GJ1030" "GJ1032" "GJ1033"
    "GJ2001" "GJ2002" "GJ2003" "GJ2004" "GJ2005" "GJ2006" "GJ2007" "GJ2008" "GJ2009" "GJ2010" "GJ2011"
    "GJ2101" "GJ2102" "GJ2103" "GJ2104" "GJ2105" "GJ2106" "GJ2107" "GJ2108" "GJ2201" "GJ2202" "GJ2203"
    "GJ2204" "GJ2205" "GJ2206" "GJ2207" "GJ2208" "GJ2209" "GJ2301" "GJ2302" "GJ2303" "GJ2304" "GJ2305"
    "GJ2401" "GJ2402" "GJ2403" "GJ2404" "GJ2405" "GJ2501" "GJ2502" "GJ2503" "GJ2504" "GJ2505" "GJ2506" "GJ2507"
    "GJ2508" "GJ2509" "GJ2510" "GJ2511" "GJ2512" "GJ2513" "GJ2514" "GJ2515" "GJ2516" "GJ2517" "GJ2518"
    "GJ2519" "GJ2520" "GJ2521" "GJ2522" "GJ2523" "GJ2524" "GJ2525" "GJ2526" "GJ2527" "GJ2528" "GJ2529"
    "GJ2530" "GJ2531" "GJ2532" "GJ2533" "GJ2534" "GJ2535" "GJ2536" "GJ2537" "GJ2538" "GJ2539"
    "GJ2540" "GJ2541" "GJ2542" "GJ2543" "GJ2544" "GJ2545" "GJ2546" "GJ2547" "GJ2548" "GJ2549"
    "GJ2601" "GJ2701" "GJ2702" "GJ2703" "GJ2704" "GJ2710" "GJ2711" "GJ2712" "GJ2713" "GJ2714" "GJ2715"
    "GJ2716"
    "GJ3001" "GJ3002" "GJ3003" "GJ3004" "GJ3010" "GJ3011" "GJ3012" "GJ3013" "GJ3014" "GJ3015" "GJ3016"
    "GJ3017" "GJ3018" "GJ3019" "GJ3020" "GJ3021" "GJ3030" "GJ3031" "GJ3032" "GJ3033" "GJ3034" "GJ3035"
    "GJ3040" "GJ3041" "GJ3042" "GJ3043" "GJ3044" "GJ3045" "GJ3046" "GJ3047" "GJ3048" "GJ3050" "GJ3051"
    "GJ4001" "GJ4002" "GJ4003" "GJ4004" "GJ4005" "GJ4006" "GJ4010" "GJ4011" "GJ4012" "GJ4013" "GJ4014"
    "GJ4015" "GJ4016" "GJ4020" "GJ4101" "GJ4102" "GJ4103" "GJ4104" "GJ4105" "GJ4106" "GJ4107" "GJ4108"
    "GJ4109" "GJ4110" "GJ4111" "GJ4112" "GJ4113" "GJ4201" "GJ4300" "GJ4301" "GJ4302" "GJ4303" "GJ4304"
    "GJ4305" "GJ4306" "GJ4307" "GJ4308" "GJ4309" "GJ4310" "GJ4311" "GJ4312" "GJ4313" "GJ4314" "GJ4315"
    "GJ4316" "GJ4317" "GJ4318" "GJ4319" "GJ4320" "GJ4321" "GJ4322" "GJ4323" "GJ4324" "GJ4325" "GJ4326"
    "GJ4327" "GJ4328" "GJ4329" "GJ4330" "GJ4331" "GJ4332" "GJ4333" "GJ4334" "GJ4335" "GJ4336" "GJ4337"
    "GJ4338" "GJ4339" "GJ4340" "GJ4341" "GJ4342" "GJ4343" "GJ4350" "GJ4351" "GJ4352" "GJ4353" "GJ4354"
    "GJ4355" "GJ4356" "GJ4357" "GJ4358" "GJ4359" "GJ4360" "GJ4361" "GJ4362" "GJ4363" "GJ4364" "GJ4365"
    "GJ4366" "GJ4367" "GJ4368" "GJ4369" "GJ4370" "GJ4371" "GJ4372" "GJ4373" "GJ4374" "GJ4375" "GJ4376"
    "GJ4377" "GJ4378" "GJ4379" "GJ4380" "GJ4381" "GJ4382" "GJ4383" "GJ4384" "GJ4385" "GJ4387" "GJ4388"
    "GJ4389" "GJ4390" "GJ4391" "GJ4400" "GJ4401" "GJ4402" "GJ4403" "GJ4405" "GJ4406" "GJ4407" "GJ4408"
    "GJ4409" "GJ4410" "GJ4411" "GJ4412" "GJ4413" "GJ4414" "GJ4415" "GJ4416" "GJ4417" "GJ4418" "GJ4419"
    "GJ4420" "GJ4421" "GJ4422" "GJ4423" "GJ4424" "GJ4425" "GJ4426" "GJ4427" "GJ4428" "GJ4429" "GJ4430"
    "GJ4431" "GJ4432" "GJ4433" "GJ4434" "GJ4435" "GJ4436" "GJ4437" "GJ4438" "GJ4439" "GJ4440" "GJ4441"
    "GJ4442" "GJ4443" "GJ4445" "GJ4446" "GJ4447" "GJ4448" "GJ4449" "GJ4501" "GJ4502" "GJ4503" "GJ4504"
    "GJ4505" "GJ4506" "GJ4510" "GJ4550" "GJ4551" "GJ4552"
    "GJ5001" "GJ5002" "GJ5020" "GJ5021" "GJ5022" "GJ5023" "GJ5024" "GJ5025" "GJ5026" "GJ5031" "GJ5032"
    "GJ5033" "GJ5034" "GJ5035" "GJ5036" "GJ5037" "GJ5038" "GJ5039" "GJ5040" "GJ5041" "GJ5060" "GJ5070" "GJ5100" "GJ5120"
    "GJ5121" "GJ5122"
    "GJ6001" "GJ6002" "GJ6010" "GJ6011" "GJ6012" "GJ6013" "GJ6014" "GJ6020" "GJ6021" "GJ6022" "GJ6023"
    "GJ6024" "GJ6025" "GJ6030" "GJ6031" "GJ6032" "GJ6033" "GJ6034" "GJ6035" "GJ6036" "GJ6040" "GJ6041" "GJ6042"
    "GJ6043" "GJ6050" "GJ6051" "GJ6052" "GJ6060" "GJ6070" "GJ6071" "GJ6080"
    "GJ6090" "GJ6091"
    "GJ9001" "GJ9002" "GJ9003" "GJ9004" "GJ9005" "GJ9006" "GJ9007" "GJ9008" "GJ9009" "GJ9011" "GJ9012"
    "GJ9013" "GJ9101" "GJ9102" "GJ9201" "GJ9202" "GJ9203" "GJ9210" "GJ9211" "GJ9212" "GJ9213" "GJ9220"
    "GJ9221" "GJ9222" "GJ9223" "GJ9224" "GJ9225" "GJ9226" "GJ9227" "GJ9228" "GJ9229" "GJ9230" "GJ9231" "GJ9232" "GJ9233"
    "GJ9240" "GJ9241" "GJ9242" "GJ9243" "GJ9244" "GJ9245" "GJ9246" "GJ9250" "GJ9251"
    "GJ9260" "GJ9261" "GJ9262" "GJ9263" "GJ9264" "GJ9265" "GJ9266" "GJ9267"
    "GJ9270" "GJ9271" "GJ9272" "GJ9273" "GJ9274"
    "GJ9330" "GJ9331" "GJ9332"
    "GJ9290" "GJ9291" "GJ9300" "GJ9301" "GJ9302" "GJ9303" "GJ9304" "GJ9305" "GJ9306" "GJ9307" "GJ9308" "GJ9309"
}

const CHINESE: &str = "## 中文：";
const ENGLISH: &str = "## English: ";
const EXAMPLES: &str = "## 例 Examples";
const FENCE: &str = "```";

/// A page, read.
#[derive(Debug)]
pub struct Page<'p> {
    chinese: Section<'p>,
    english: Section<'p>,
    /// The examples, in order.
    pub examples: Vec<Example<'p>>,
}

#[derive(Debug)]
struct Section<'p> {
    title: &'p str,
    text: &'p str,
}

/// An example of a page.
#[derive(Debug)]
pub struct Example<'p> {
    /// What it is written in: `kdl`, `json`, `yaml`, `csv`, `hbs`, `sh`; `xlsx`: how a workbook differs from a plain one; `sheet`:
    /// how a filled-in form was edited.
    pub format: &'p str,
    /// Whether it is right, or gives the page's message.
    pub good: bool,
    /// What else its info string says: `submission`, `alone`.
    pub subject: &'p str,
    /// The example itself, lines ending in a line feed.
    pub text: &'p str,
}

impl Page<'static> {
    /// The page of a message.
    #[must_use]
    pub fn of(entry: &Entry) -> Option<Self> {
        PAGES.iter().find(|(code, _)| *code == entry.code).and_then(|(_, text)| Page::read(text))
    }
}

impl<'p> Page<'p> {
    /// Reads a page; `None` where it lacks a part.
    #[must_use]
    pub fn read(text: &'p str) -> Option<Self> {
        let (_, rest) = text.split_once(CHINESE)?;
        let (chinese, rest) = rest.split_once(ENGLISH)?;
        let (english, examples) = rest.split_once(EXAMPLES)?;
        Some(Self { chinese: section(chinese)?, english: section(english)?, examples: read_examples(examples) })
    }

    fn section(&self, language: Language) -> &Section<'p> {
        match language {
            Language::Zh => &self.chinese,
            Language::En => &self.english,
        }
    }

    /// What the message is about, in a few words.
    #[must_use]
    pub fn title(&self, language: Language) -> &'p str {
        self.section(language).title
    }

    /// What it means, why it matters and how to mend it: paragraphs with empty lines between them.
    #[must_use]
    pub fn explanation(&self, language: Language) -> &'p str {
        self.section(language).text
    }
}

fn section(text: &str) -> Option<Section<'_>> {
    let (title, text) = text.split_once('\n')?;
    Some(Section { title: title.trim(), text: text.trim() })
}

fn read_examples(text: &str) -> Vec<Example<'_>> {
    // Fences come in pairs, so that every second part lies between two of them.
    let blocks = text.split(FENCE).skip(1).step_by(2);
    blocks
        .filter_map(|block| {
            let (info, text) = block.split_once('\n')?;
            let mut words = info.splitn(3, ' ');
            let (format, verdict) = (words.next()?, words.next()?);
            Some(Example { format, good: verdict == "good", subject: words.next().unwrap_or(""), text })
        })
        .collect()
}
