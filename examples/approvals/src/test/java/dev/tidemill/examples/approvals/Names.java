package dev.tidemill.examples.approvals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names of people, each beside the form that stands in an e-mail address. */
final class Names {
  private static final List<Language> LANGUAGES =
      List.of(
          language(
              "Jürgen=juergen Käthe=kaethe Sören=soeren Anja=anja Götz=goetz Friederike=friederike",
              "Müller=mueller Weiß=weiss Schäfer=schaefer Jäger=jaeger Köhler=koehler Vogt=vogt"),
          language(
              "Łukasz=lukasz Małgorzata=malgorzata Paweł=pawel Zofia=zofia Grażyna=grazyna",
              "Wiśniewska=wisniewska Dąbrowski=dabrowski Żak=zak Wójcik=wojcik Kamiński=kaminski"),
          language(
              "Çağla=cagla Şükrü=sukru İbrahim=ibrahim Gülşen=gulsen Işıl=isil Oğuz=oguz",
              "Yıldız=yildiz Öztürk=ozturk Çelik=celik Şahin=sahin Doğan=dogan"),
          language(
              "Γιώργος=giorgos Ελένη=eleni Νίκος=nikos Μαρία=maria Σταύρος=stavros",
              "Παπαδόπουλος=papadopoulos Οικονόμου=oikonomou Βασιλείου=vasileiou Κόκκινος=kokkinos"),
          language(
              "花子=hanako 健太=kenta 美咲=misaki 大輔=daisuke さくら=sakura",
              "田中=tanaka 佐藤=sato 高橋=takahashi 渡辺=watanabe 髙木=takagi"),
          language(
              "José=jose Begoña=begona Íñigo=inigo Lucía=lucia Ramón=ramon",
              "García=garcia Núñez=nunez Peña=pena Ibáñez=ibanez Muñoz=munoz"),
          language(
              "Zoë=zoe François=francois Anaïs=anais Noël=noel Hélène=helene",
              "Lefèvre=lefevre D’Amboise=damboise Français=francais Côté=cote Béranger=beranger"),
          language(
              "Øyvind=oyvind Åse=aase Bjørn=bjorn Sæunn=saeunn Þórdís=thordis",
              "Sørensen=sorensen Ågård=aagaard Björnsson=bjornsson Æbelø=aebeloe Þórsdóttir=thorsdottir"),
          language(
              "Олена=olena Андрій=andrii Ївга=yivha Микола=mykola Софія=sofiia",
              "Шевченко=shevchenko Коваленко=kovalenko Грицай=hrytsai Єфремов=yefremov"),
          language(
              "Nguyễn=nguyen Thảo=thao Đức=duc Hương=huong Quỳnh=quynh",
              "Trần=tran Phạm=pham Đặng=dang Vũ=vu Bùi=bui"),
          language(
              "Jiří=jiri Žofie=zofie Ondřej=ondrej Šárka=sarka Luboš=lubos",
              "Dvořák=dvorak Černý=cerny Růžička=ruzicka Kříž=kriz Němcová=nemcova"),
          language(
              "ليلى=layla أحمد=ahmad نور=noor سامي=sami هالة=hala",
              "الخطيب=alkhatib منصور=mansour حداد=haddad شاهين=shahin"),
          language(
              "Mary=mary Siobhán=siobhan Owen=owen Jean-Luc=jeanluc Anne=anne",
              "O'Brien=obrien Smith-Jones=smithjones Byrne=byrne Walker=walker Reid=reid"));

  private Names() {}

  /** A name as it is written, and in letters a to z. */
  record Name(String written, String ascii) {
    private static Name of(String pair) {
      int equals = pair.indexOf('=');
      return new Name(pair.substring(0, equals), pair.substring(equals + 1));
    }
  }

  record Person(Name first, Name last) {
    String mailbox() {
      return first.ascii() + "." + last.ascii();
    }
  }

  private record Language(List<Name> first, List<Name> last) {
    Stream<Person> people() {
      return first.stream().flatMap(f -> last.stream().map(l -> new Person(f, l)));
    }
  }

  /** People with different names, in an order that the random numbers give. */
  static List<Person> people(int count, Random random) {
    List<Person> people =
        LANGUAGES.stream()
            .flatMap(Language::people)
            .collect(Collectors.toCollection(ArrayList::new));
    Collections.shuffle(people, random);
    return people.subList(0, count);
  }

  private static Language language(String first, String last) {
    return new Language(names(first), names(last));
  }

  private static List<Name> names(String pairs) {
    return Stream.of(pairs.split(" ")).map(Name::of).toList();
  }
}
